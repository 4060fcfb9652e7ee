import { dirname, join } from 'node:path';
import type { Plugin } from 'vite';

const SHAPELESS = '\0shapeless';
const ACTLESS = '\0actless';
const SKELETONLESS = '\0skeletonless';
const APART = '?apart';
const slashes = (path: string) => path.replaceAll('\\', '/');

/**
 * Sentences that only the rare panels say: they come with them. Of refusals, all that nothing on the page itself can meet; of
 * outcomes, all that a ballot does not say.
 */
export const LATE: { readonly [topic: string]: (key: string) => boolean } = {
  common: key => key.startsWith('heads.'),
  part: key =>
    /^(recuse|proxy|point|ruling|appeal|procedure|second|withdraw|takeOver|amend|motion\.|nominate|remark|task)/.test(
      key,
    ) && !key.endsWith('.heading'),
  refusals: key =>
    !/^(act|auth|engine|fault|floor|http|limit|link|net|server|video|roll)\b/.test(key) &&
    !/^(attendance\.(hall|no)|session\.(closed|not_open|not_prepared)|may\.(own|participant|members))/.test(key) &&
    !/^proxy\.(directed|revoked|sleeps)/.test(key) &&
    !/^voting\.(already_cast|by_ballots|closed|hall_counted|has_paper|no_assist|no_ballots|not_|secret_|seat_twice|unknown)/.test(
      key,
    ),
  outcome: key => !/^(rule|share|plurality|quorum|decimal)\b/.test(key),
  ways: key => !/^rule\b/.test(key),
  delegate: key => /^outcome\./.test(key) && !/\.(heading|coming)$/.test(key),
  interpretation: () => true,
  roles: key => /^(interpretation|tongue)\./.test(key),
  video: () => true,
};
const RARE = '/faces/delegate/rare.ts';
const OUTCOMES = '/faces/delegate/outcomes.ts';
const VIDEO = '/rooms/video/live.tsx';
/** The files by which they come. */
const COMES_WITH: { readonly [topic: string]: readonly string[] } = {
  common: [RARE],
  delegate: [OUTCOMES],
  interpretation: [VIDEO],
  outcome: [OUTCOMES],
  part: [RARE],
  refusals: [RARE, VIDEO],
  roles: [RARE, VIDEO],
  video: [VIDEO],
  ways: [OUTCOMES],
};

/** A topic's file without some of its entries; an entry begins two spaces deep and goes on four deep. */
function without(code: string, left: (key: string) => boolean): string {
  let dropping = false;
  return code
    .split('\n')
    .filter(line => {
      const key = /^ {2}'?([\w.]+)'?:/.exec(line)?.[1];
      if (key !== undefined) dropping = left(key);
      else if (!line.startsWith('    ')) dropping = false;
      return !dropping;
    })
    .join('\n');
}

/**
 * What makes the delegate's page light: of the sentences only these topics, no zod, for a page folds facts and never judges
 * their shape, no skeletons of numbers and dates, for no sentence has one, and none of the rules by which acts are decided
 * until a rare panel asks for them.
 */
export const delegateLight = (topics: readonly string[]): Plugin => ({
  name: 'kengesh-delegate-light',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (source === 'zod') return SHAPELESS;
    if (source === '@formatjs/icu-skeleton-parser') return SKELETONLESS;
    const from = slashes(importer ?? '');
    // The rules come as a copy of their own, for what both had in common would else stand in the page.
    if (from.endsWith(APART) || (from.endsWith('/journal/lawful.ts') && source === '@kengesh/domain')) {
      const found = await this.resolve(source, importer?.replace(APART, ''), { ...options, skipSelf: true });
      return found && /\/libs\/(domain|journal)\/src\//.test(slashes(found.id)) ? `${found.id}${APART}` : found;
    }
    const session = from.endsWith('libs/domain/src/session.ts');
    return session && (source === './acts.js' || source === './consequences.js') ? ACTLESS : null;
  },
  async load(id) {
    if (id === ACTLESS) return 'export const acts = {};\nexport const consequences = () => [];';
    // No sentence has a number or a date in a shape of its own: a number stands plain, a date comes in already written.
    if (id === SKELETONLESS)
      return `const none = () => { throw new Error('no sentence has a skeleton'); };
export { none as parseDateTimeSkeleton, none as parseNumberSkeleton, none as parseNumberSkeletonFromString };`;
    if (id !== SHAPELESS) return null;
    // Whatever is asked of a shape answers with a shape; nothing is ever checked with it here.
    const names = Object.keys(await import('zod')).filter(name => name !== 'default');
    return `const shape = new Proxy(function () {}, { get: () => shape, apply: () => shape });
export { ${names.map(name => `shape as ${name}`).join(', ')} };`;
  },
  transform(code, id) {
    const at = slashes(id);
    const brings = Object.keys(LATE).filter(topic => COMES_WITH[topic]?.some(file => at.endsWith(file)));
    if (brings.length > 0) {
      const texts = slashes(join(dirname(id), '../../../../../libs/phrases/src'));
      const late = ['ru', 'en'].flatMap(language =>
        brings.map((topic, index) => {
          const name = `${language}${index}`;
          const file = `${texts}/${language}/${topic}.ts`;
          return `import { ${topic} as ${name} } from '${file}';
import { ${topic} as ${name}late } from '${file}${APART}';
Object.assign(${name}, ${name}late);`;
        }),
      );
      return { code: `${late.join('\n')}\n${code}`, map: null };
    }
    if (!/\/libs\/[a-z]+\/src\//.test(at)) return null;
    // Our libraries are pure: a file that nothing is taken from need not come along, nor an act or a fact that nobody uses.
    // They are marked one by one: as a name for the whole build, `event` would take `event.preventDefault()` away too.
    const pure = (text: string) => ({
      code: text.replace(/(?<=: |^ {2})(act|event|none)\(/gm, '/* @__PURE__ */ $1('),
      map: null,
      moduleSideEffects: false,
    });
    if (/libs\/phrases\/src\/[a-z]+\/index\.ts$/.test(at))
      return pure(
        code
          .split('\n')
          .filter(line => !line.startsWith('export') || topics.some(topic => line.includes(`./${topic}.js`)))
          .join('\n'),
      );
    const topic = /libs\/phrases\/src\/[a-z]+\/(\w+)\.ts(?:\?apart)?$/.exec(at)?.[1] ?? '';
    const late = LATE[topic];
    if (!late) return pure(code);
    // What comes late brings only what is not here yet.
    return pure(without(code, at.endsWith(APART) ? key => !late(key) : late));
  },
});
