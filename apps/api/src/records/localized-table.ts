/** A table in the reader's language, with what every export names of itself (REC-08). */
import { isPhraseKey, type PhraseKey, phrase } from '@kengesh/phrases';
import { type Cell, memoize, type Provenance } from '@kengesh/records';

export type LocalizedCell = string | number | null;

export interface LocalizedTable {
  /** The sentence of a key; keys come from libs/records, where tests hold every one of them to libs/phrases. */
  readonly phrase: (key: string) => string;
  readonly cell: (cell: Cell) => LocalizedCell;
  readonly about: readonly (readonly [name: string, value: string])[];
  /** Of each printed page: whose session it is, and in which zone times are told. */
  readonly heading: string;
  readonly zoned: string;
}

/**
 * @param about lines before the provenance: key of the name, and the value
 * @param heading council and session, as a printed page names them
 */
export function localizeTable(
  language: string,
  { zone, exportedAt, software, head, proceedings }: Provenance,
  local: (instant: string) => string,
  about: readonly (readonly [key: PhraseKey, value: string])[] = [],
  heading = '',
): LocalizedTable {
  const sentence = (key: string, params = {}) => (isPhraseKey(key) ? phrase(language, key, params) : key);
  const plain = memoize((key: string) => sentence(key));
  const lines: readonly (readonly [PhraseKey, string])[] = [
    ...about,
    ['exports.about.zone', zone],
    ['exports.about.exported_at', `${local(exportedAt)} (${exportedAt})`],
    ['exports.about.software', software],
    ...(proceedings
      ? ([
          ['exports.about.proceedings_seq', String(proceedings.seq)],
          ['exports.about.proceedings_hash', proceedings.hash],
        ] as const)
      : []),
    ['exports.about.head_seq', String(head.seq)],
    ['exports.about.head_hash', head.hash],
  ];
  return {
    phrase: key => sentence(key),
    cell: cell => {
      if (typeof cell !== 'object' || cell === null) return cell;
      return cell.params ? sentence(cell.phrase, cell.params) : plain(cell.phrase);
    },
    about: lines.map(([key, value]) => [sentence(key), value]),
    heading,
    zoned: sentence('exports.sheet.zone', { zone }),
  };
}
