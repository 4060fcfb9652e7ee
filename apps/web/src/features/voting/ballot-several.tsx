import { seatOf } from '@kengesh/domain';
import { weightText } from '@kengesh/phrases/page';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { AnyChoices } from './ballot-election.js';
import type { SeatBallot } from './ballot-seats.js';
import type { BallotView } from './ballot-state.js';
import { isWeighted } from './ballot-words.js';

/** Whose ballot this is: the own seat, or the one held by proxy; with its weight and the principal's instruction. */
export function useSeatName(ballot: BallotView): (one: SeatBallot) => string {
  const { t, localize, language } = useLanguage();
  const { state } = useSession();
  return one => {
    const label = localize(seatOf(state, one.seat)?.label ?? {});
    const weight =
      ballot.voting && isWeighted(ballot.voting)
        ? ` · ${t('part.weight', { weight: weightText(language, one.weight ?? 1_000_000) })}`
        : '';
    return `${t(one.own ? 'part.seat.own' : 'part.seat.proxy', { who: label })}${weight}`;
  };
}

/** Several ballots in one pair of hands: alike by one choice, or each for itself; one confirmation for all (V38). */
export function SeveralBallots({ ballot, locked }: { readonly ballot: BallotView; readonly locked: boolean }) {
  const { t } = useLanguage();
  const name = useSeatName(ballot);
  const { voting, open, split, choices, choice, choose, setSplit } = ballot;
  if (!voting) return null;
  return (
    <div className="stack">
      <div className="notice">
        <p>{t('part.several', { n: open.length })}</p>
        <label className="row several-split">
          <input type="checkbox" checked={split} disabled={locked} onChange={() => setSplit(!split)} />
          <span>{t('part.several.split')}</span>
        </label>
      </div>
      {split ? (
        open.map(one => (
          <section key={one.seat} className="several-seat stack" aria-label={name(one)}>
            <h3>{name(one)}</h3>
            {one.told ? <p className="small">{t('part.seat.told', { choice: one.told })}</p> : null}
            <AnyChoices
              voting={voting}
              value={choices[one.seat] ?? null}
              onChoose={next => choose(next, one.seat)}
              locked={locked}
            />
          </section>
        ))
      ) : (
        <>
          <ul className="small">
            {open.map(one => (
              <li key={one.seat}>{name(one)}</li>
            ))}
          </ul>
          <AnyChoices voting={voting} value={choice} onChoose={next => choose(next)} locked={locked} />
        </>
      )}
    </div>
  );
}
