import type { LetterRow, RosterRow } from '@kengesh/contracts';
import { useLanguage } from '../../language.js';
import { Copy } from './copy.js';

type Why = 'noAddress' | 'unwritten' | 'refused' | 'stuck' | 'recalled' | 'lapsed';

/** Why no letter has reached somebody who did not come in by a link either; null: one has, or is on its way. */
export function whyNotReached(row: RosterRow, newest: LetterRow | undefined): Why | null {
  if ((row.link?.devices ?? 0) > 0) return null;
  if (row.email === null) return 'noAddress';
  if (!newest) return row.invited?.mailed ? null : 'unwritten';
  if (newest.state === 'waiting') return newest.trouble === null ? null : 'stuck';
  const { state } = newest;
  return state === 'refused' || state === 'recalled' || state === 'lapsed' ? state : null;
}

/** Whom to call: those whom nothing has reached. Not there where everybody was. */
export function NotReached({
  roster,
  letters,
}: {
  readonly roster: readonly RosterRow[];
  readonly letters: readonly LetterRow[];
}) {
  const { t, localize } = useLanguage();
  // Newest first, so the first of each is the newest; what joined a later letter is told by that one.
  const newest = new Map<string | null, LetterRow>();
  for (const letter of letters)
    if (letter.state !== 'replaced' && letter.occasion !== 'key' && !newest.has(letter.participant))
      newest.set(letter.participant, letter);
  const lines = roster.flatMap(row => {
    const why = whyNotReached(row, newest.get(row.participant));
    const who = [localize(row.label), row.email].filter(Boolean).join(', ');
    return why === null ? [] : [{ key: row.participant, text: `${who}: ${t(`letters.unreached.${why}`)}` }];
  });
  if (lines.length === 0) return null;
  return (
    <details className="stack">
      <summary>{t('letters.callList', { n: lines.length })}</summary>
      <ul>
        {lines.map(({ key, text }) => (
          <li key={key}>{text}</li>
        ))}
      </ul>
      <Copy text={lines.map(({ text }) => text).join('\n')} label={t('letters.copyList')} />
    </details>
  );
}
