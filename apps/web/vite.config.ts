import react from '@vitejs/plugin-react';
import { build, defineConfig, type Plugin, type ResolvedConfig } from 'vite';

/**
 * The delegate's page is built on its own (mode `delegate`), so that a phone on a weak line loads nothing it does not
 * need: of the sentences only these topics, and no zod, for a page folds facts and never judges their shape.
 */
const DELEGATE_TOPICS = ['common', 'dates', 'delegate', 'join', 'outcome', 'refusals', 'roles'];
const SHAPELESS = '\0shapeless';
const delegateLight: Plugin = {
  name: 'kengesh-delegate-light',
  enforce: 'pre',
  resolveId: source => (source === 'zod' ? SHAPELESS : null),
  async load(id) {
    if (id !== SHAPELESS) return null;
    // Whatever is asked of a shape answers with a shape; nothing is ever checked with it here.
    const names = Object.keys(await import('zod')).filter(name => name !== 'default');
    return `const shape = new Proxy(function () {}, { get: () => shape, apply: () => shape });
export { ${names.map(name => `shape as ${name}`).join(', ')} };`;
  },
  transform(code, id) {
    if (!/libs\/phrases\/src\/[a-z]+\/index\.ts$/.test(id.replaceAll('\\', '/'))) return null;
    const kept = code
      .split('\n')
      .filter(line => !line.startsWith('export') || DELEGATE_TOPICS.some(topic => line.includes(`./${topic}.js`)));
    return { code: kept.join('\n'), map: null };
  },
};

/** The other build follows by itself, so that one `vite build` gives both pages. */
const thenDelegate = (): Plugin => {
  let web: ResolvedConfig;
  return {
    name: 'kengesh-then-delegate',
    apply: 'build',
    configResolved(config) {
      web = config;
    },
    async writeBundle() {
      const { root, logLevel } = web;
      await build({ root, logLevel: logLevel ?? 'warn', mode: 'delegate', build: { outDir: web.build.outDir } });
    },
  };
};

/** Two builds into one folder: `index.html` with the desk, the chair and the hall; then `delegate.html`. */
export default defineConfig(({ mode }) => ({
  plugins: [react(), mode === 'delegate' ? delegateLight : thenDelegate()],
  resolve: { conditions: ['kengesh-src', 'module', 'browser', 'production', 'default'] },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    emptyOutDir: mode !== 'delegate',
    rolldownOptions: { input: mode === 'delegate' ? { delegate: 'delegate.html' } : { index: 'index.html' } },
    reportCompressedSize: false,
    // React and, loaded on a click only, the video room.
    chunkSizeWarningLimit: 800,
  },
  // During work on the pages: `npx vite apps/web` beside a running `npm start`.
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } } },
}));
