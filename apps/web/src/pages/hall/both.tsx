import type { Wording } from '@kengesh/domain';
import { localizedText } from '@kengesh/domain';
import { type PhraseKey, phrase } from '@kengesh/phrases/page';
import type { ReactNode } from 'react';
import { LARGE, SMALL } from './hall-languages.js';

export { LARGE, SMALL };

type BothParams = { readonly [name: string]: string | number };

/** A sentence in both languages. */
export function both(key: PhraseKey, params: BothParams = {}): readonly [string, string] {
  return [phrase(LARGE, key, params), phrase(SMALL, key, params)];
}

/** A text of the council's own in both; the second is empty where there is only one. */
export function wordsBoth(text: Wording | undefined): readonly [string, string] {
  if (!text) return ['', ''];
  const first = localizedText(text, LARGE);
  const second = text[SMALL] ?? '';
  return [first, second === first ? '' : second];
}

export function Second({ children }: { readonly children: ReactNode }) {
  return children ? (
    <p className="second" lang={SMALL}>
      {children}
    </p>
  ) : null;
}
