import type { OrphanRow, SessionRow } from '@kengesh/contracts';
import { useState } from 'react';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { useApiQuery } from './desk-queries.js';

const keyOf = ({ kind, id, item }: OrphanRow) => JSON.stringify([kind, id, item]);
const WITHDRAWN = ' withdrawn';

interface Orphans {
  readonly rows: readonly OrphanRow[];
  /** By row: an item of the agenda, or that it is withdrawn. */
  readonly chosen: ReadonlyMap<string, string>;
  readonly choose: (row: OrphanRow, value: string) => void;
  /** Each is answered, with an item that is on the agenda. */
  readonly isWhole: boolean;
  readonly answers: readonly (Pick<OrphanRow, 'kind' | 'id' | 'item'> & { readonly to: string | null })[];
}

/** What was put in on items that are not on the agenda any more, and what the secretary says becomes of each. */
export function useOrphans(session: SessionRow): Orphans {
  const found = useApiQuery(session.phase === 'prepared' ? api.orphans(session.id) : null);
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const rows = found.data ?? [];
  const isKnown = (value: string | undefined): value is string =>
    value === WITHDRAWN || session.agenda.some(item => item.id === value);
  return {
    rows,
    chosen,
    choose: (row, value) => setChosen(before => new Map(before).set(keyOf(row), value)),
    isWhole: rows.every(row => isKnown(chosen.get(keyOf(row)))),
    answers: rows.flatMap(row => {
      const { kind, id, item } = row;
      const value = chosen.get(keyOf(row));
      return isKnown(value) ? [{ kind, id, item, to: value === WITHDRAWN ? null : value }] : [];
    }),
  };
}

export function OrphanList({
  session,
  orphans,
  why,
}: {
  readonly session: SessionRow;
  readonly orphans: Orphans;
  readonly why: string | null;
}) {
  const { t, localize } = useLanguage();
  if (orphans.rows.length === 0) return null;
  return (
    <section className="notice warn stack" aria-labelledby="orphans-heading">
      <h3 id="orphans-heading">{t('desk.orphans.title', { n: orphans.rows.length })}</h3>
      <p className="small">{t('desk.orphans.hint')}</p>
      <ul className="left-list">
        {orphans.rows.map(row => {
          const [first, second] = row.seats.map(seat => localize(seat));
          const what = t(`desk.orphans.kind.${row.kind}`, {
            text: row.text ? localize(row.text) : '',
            who: first === undefined ? 'none' : 'known',
            name: first ?? '',
            holder: second ?? '',
          });
          return (
            <li key={keyOf(row)}>
              <span className="who">
                <span className="pre">{what}</span>
                <span className="soft small">{t('desk.orphans.was', { title: localize(row.itemTitle) })}</span>
              </span>
              <select
                className="input"
                aria-label={t('desk.orphans.becomes', { what })}
                disabled={why !== null}
                value={orphans.chosen.get(keyOf(row)) ?? ''}
                onChange={event => orphans.choose(row, event.target.value)}
              >
                <option value="" disabled>
                  {t('desk.orphans.choose')}
                </option>
                {session.agenda.map((item, index) => (
                  <option key={item.id} value={item.id}>
                    {t('desk.orphans.move', { n: index + 1, title: localize(item.title) })}
                  </option>
                ))}
                <option value={WITHDRAWN}>{t('desk.orphans.withdraw')}</option>
              </select>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
