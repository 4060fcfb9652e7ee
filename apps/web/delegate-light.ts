import type { Plugin } from 'vite';

const SHAPELESS = '\0shapeless';
const ACTLESS = '\0actless';
const APART = '?apart';
const slashes = (path: string) => path.replaceAll('\\', '/');

/**
 * What makes the delegate's page light besides its sentences: no zod, for a page folds events and never judges their shape,
 * and none of the rules by which acts are decided until a rare panel asks for them.
 */
export const delegateLight = (): Plugin => ({
  name: 'kengesh-delegate-light',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (source === 'zod') return SHAPELESS;
    const from = slashes(importer ?? '');
    // The rules come as a copy of their own, for what both had in common would else stand in the page.
    if (from.endsWith(APART) || (from.endsWith('/live/refusal-reason.ts') && source === '@kengesh/domain')) {
      const found = await this.resolve(source, importer?.replace(APART, ''), { ...options, skipSelf: true });
      return found && /\/libs\/(domain|journal)\/src\//.test(slashes(found.id)) ? `${found.id}${APART}` : found;
    }
    const session = from.endsWith('libs/domain/src/session.ts');
    return session && (source === './acts.js' || source === './consequences.js') ? ACTLESS : null;
  },
  async load(id) {
    if (id === ACTLESS) return 'export const acts = {};\nexport const consequences = () => [];';
    if (id !== SHAPELESS) return null;
    // Whatever is asked of a shape answers with a shape; nothing is ever checked with it here.
    const names = Object.keys(await import('zod')).filter(name => name !== 'default');
    return `const shape = new Proxy(function () {}, { get: () => shape, apply: () => shape });
export { ${names.map(name => `shape as ${name}`).join(', ')} };`;
  },
});
