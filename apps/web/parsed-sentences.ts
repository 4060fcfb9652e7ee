import type { ParsedSentence, Sentence } from '@kengesh/phrases/page';
import { IntlMessageFormat } from 'intl-messageformat';
import type { Plugin } from 'vite';

type Elements = ReturnType<IntlMessageFormat['getAst']>;

function inFewBytes(elements: Elements): ParsedSentence {
  return elements.map(element => {
    if (element.type === 0) return element.value;
    if (element.type === 1) return [element.value];
    if (element.type === 7) return 0;
    const isCardinal = element.type === 6 && element.offset === 0 && element.pluralType === 'cardinal';
    if (element.type !== 5 && !isCardinal) throw new Error(`no sentence of ours has such a part: ${element.type}`);
    const cases = Object.entries(element.options).map(([when, { value }]) => [when, inFewBytes(value)]);
    return [element.value, element.type, Object.fromEntries(cases)];
  });
}

/** The sentence as the formatter’s own parser reads it; one that asks for nothing stays a text. */
export function parseSentence(text: string): Sentence {
  if (!/['{}]/.test(text)) return text;
  return inFewBytes(new IntlMessageFormat(text, 'ru', undefined, { ignoreTag: true }).getAst());
}

/**
 * Parses every sentence when pages are built, so that they need no parser; the formatter is shipped without it for that
 * (`resolve.alias` in vite.config.ts). A file of sentences imports nothing but types, so it is run and written anew.
 */
export const parsedSentences = (): Plugin => ({
  name: 'kengesh-parsed-sentences',
  transform: {
    filter: { id: { include: /\/libs\/phrases\/src\/[a-z]+\/[\w-]+\.ts$/, exclude: /\/(index\.ts$|pages\/)/ } },
    async handler(code) {
      const file: Record<string, Record<string, string>> = await import(
        `data:text/javascript,${encodeURIComponent(code)}`
      );
      const exported = Object.entries(file).map(([name, sentences]) => {
        const parsed = Object.entries(sentences).map(([key, text]) => [key, parseSentence(text)]);
        return `export const ${name} = ${JSON.stringify(Object.fromEntries(parsed))};`;
      });
      return { code: exported.join('\n'), map: null };
    },
  },
});
