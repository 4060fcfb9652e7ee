import { dirname, join } from 'node:path';
import type { ParsedSentence } from '@kengesh/phrases';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Plugin } from 'vite';

const SHAPELESS = '\0shapeless';
const ACTLESS = '\0actless';
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
    !/^(act|auth|engine|fault|floor|http|limit|link|net|server|video)\b/.test(key) &&
    !/^(attendance\.(hall|no)|session\.(closed|not_open|not_prepared)|may\.(own|participant|members))/.test(key) &&
    !/^proxy\.(directed|revoked|sleeps)/.test(key) &&
    !/^voting\.(already_cast|by_ballots|closed|hall_counted|has_paper|left|no_assist|no_ballots|not_|secret_|seat_twice|unknown)/.test(
      key,
    ),
  outcome: key => !/^(rule|share|plurality|quorum|decimal)\b/.test(key),
  ways: key => !/^rule\b/.test(key),
  delegate: key => /^(outcome|decisions|votes)\./.test(key) && !/\.(heading|coming)$/.test(key),
  interpretation: () => true,
  roles: key => /^(interpretation|tongue)\./.test(key),
  video: () => true,
};
const RARE = '/pages/delegate/rare.ts';
const OUTCOMES = '/pages/delegate/outcomes.ts';
const VIDEO = '/features/video/live.tsx';
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

type Elements = ReturnType<IntlMessageFormat['getAst']>;

function parsedSentence(elements: Elements): ParsedSentence {
  return elements.map(element => {
    if (element.type === 0) return element.value;
    if (element.type === 1) return [element.value];
    if (element.type === 7) return 0;
    const isCardinal = element.type === 6 && element.offset === 0 && element.pluralType === 'cardinal';
    if (element.type !== 5 && !isCardinal) throw new Error(`no sentence of ours has such a part: ${element.type}`);
    const cases = Object.entries(element.options).map(([when, { value }]) => [when, parsedSentence(value)]);
    return [element.value, element.type, Object.fromEntries(cases)];
  });
}

const SENTENCE = /^( {2}(?:'[\w.]+'|\w+):\s+)('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")/gm;

/** A topic's file with every sentence that asks for something parsed, so that the page needs no parser. */
export function parseSentences(code: string): string {
  return code.replace(SENTENCE, (whole, key: string, literal: string) => {
    const body = literal.slice(1, -1);
    const json = literal.startsWith("'") ? body.replaceAll("\\'", "'").replaceAll('"', '\\"') : body;
    const text = JSON.parse(`"${json}"`) as string;
    if (!/['{}]/.test(text)) return whole;
    return `${key}${JSON.stringify(parsedSentence(new IntlMessageFormat(text, 'ru', undefined, { ignoreTag: true }).getAst()))}`;
  });
}

/**
 * What makes the delegate's page light: of the sentences only these topics, parsed when the page is built, no zod, for a page
 * folds facts and never judges their shape, and none of the rules by which acts are decided until a rare panel asks for them.
 */
export const delegateLight = (topics: readonly string[]): Plugin => ({
  name: 'kengesh-delegate-light',
  enforce: 'pre',
  async resolveId(source, importer, options) {
    if (source === 'zod') return SHAPELESS;
    // Its sentences are parsed already (`parseSentences`); the makers of the formatter ship it without its parser for that.
    if (source === '@formatjs/icu-messageformat-parser')
      return this.resolve(`${source}/no-parser.js`, importer, { ...options, skipSelf: true });
    const from = slashes(importer ?? '');
    // The rules come as a copy of their own, for what both had in common would else stand in the page.
    if (from.endsWith(APART) || (from.endsWith('/journal/refusal-reason.ts') && source === '@kengesh/domain')) {
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
    // They are marked one by one: as names for the whole build, they would take calls of that name in the page away too.
    const pure = (text: string) => ({
      code: text.replace(/(?<=: |^ {2})(defineAct|defineEvent|none)\(/gm, '/* @__PURE__ */ $1('),
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
    const topic = /libs\/phrases\/src\/[a-z]+\/(\w+)\.ts(?:\?apart)?$/.exec(at)?.[1];
    if (topic === undefined) return pure(code);
    const late = LATE[topic];
    // What comes late brings only what is not here yet.
    return pure(parseSentences(late ? without(code, at.endsWith(APART) ? key => !late(key) : late) : code));
  },
});
