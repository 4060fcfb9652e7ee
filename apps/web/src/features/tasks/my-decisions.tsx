import { seatOf, type Task } from '@kengesh/domain';
import { formatLocalDate } from '@kengesh/phrases/page';
import type { ReactNode } from 'react';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { ownSeat } from '../voting/ballot-seats.js';

/** What the session decided: texts, offices filled, tasks with who is responsible and by when. */
export function MyDecisions({ acts }: { readonly acts?: ((task: Task) => ReactNode) | undefined }) {
  const { t, localize, language } = useLanguage();
  const { me, state } = useSession();
  const own = ownSeat(state, me);
  const { decisions, offices, tasks } = state;
  if (decisions.length + offices.length + tasks.length === 0)
    return <p className="soft">{t('delegate.decisions.empty')}</p>;
  return (
    <ul className="lines">
      {decisions.map(one => (
        <li key={one.id}>
          <span className="pre">
            <span className="tick" aria-hidden="true">
              ✓{' '}
            </span>
            {localize(one.text)}
          </span>
        </li>
      ))}
      {offices.map(one => {
        const chosen = state.votings[one.voting]?.choices.find(choice => choice.id === one.candidate)?.label;
        const seat = one.seat === null ? undefined : seatOf(state, one.seat);
        const who = chosen ? localize(chosen) : seat ? localize(seat.label) : '';
        return (
          <li key={`${one.office}-${one.voting}`}>
            <span>
              <span className="tick" aria-hidden="true">
                ✓{' '}
              </span>
              {t('delegate.decisions.office', { office: localize(one.title), who })}
            </span>
          </li>
        );
      })}
      {tasks.map(one => {
        const seat = seatOf(state, one.responsible);
        const mine = own !== null && (one.responsible === own || one.co?.includes(own) === true);
        return (
          <li key={one.id}>
            <span className="pre">{t('delegate.decisions.task', { text: localize(one.text) })}</span>
            <span className="row soft small">
              {seat ? <span>{t('delegate.decisions.responsible', { who: localize(seat.label) })}</span> : null}
              {one.due ? (
                <span>{t('delegate.decisions.due', { date: formatLocalDate(language, one.due) })}</span>
              ) : null}
              {mine ? <span className="badge accent">{t('delegate.decisions.mine')}</span> : null}
            </span>
            {mine ? acts?.(one) : null}
          </li>
        );
      })}
    </ul>
  );
}
