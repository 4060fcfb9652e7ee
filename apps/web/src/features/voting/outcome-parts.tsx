import { participantOf, type Result, type Voting } from '@kengesh/domain';
import { weightText } from '@kengesh/phrases/page';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { totalsText } from './totals.js';

type OfVoting = { readonly voting: Voting };

/** The conditions of a decision that has several, or that counts weights: each with whether it holds. */
export function Parts({ voting }: OfVoting) {
  const { t, language } = useLanguage();
  const parts = voting.result?.parts;
  if (!parts || (parts.length < 2 && parts[0]?.by !== 'weight')) return null;
  return (
    <ul className="parts" aria-label={t('conduct.parts.heading')}>
      {parts.map(({ of, by, rule, got, base, need, passed }, index) => {
        const number = (value: number) => (by === 'weight' ? weightText(language, value) : value);
        // More than exactly so much is said so, not with a millionth over.
        const strict = by === 'weight' && rule.cmp === 'gt' && (need - 1) % 1000 === 0;
        const key = of === 'states' ? 'states' : by === 'weight' ? 'weight' : 'members';
        return (
          <li key={index} className={passed ? 'for' : 'against'}>
            <span className="sign" aria-hidden="true">
              {passed ? '✓' : '✕'}
            </span>
            {t(`conduct.parts.${key}`, {
              got: number(got),
              base: number(base),
              need: number(strict ? need - 1 : need),
              strict: String(strict),
            })}
          </li>
        );
      })}
    </ul>
  );
}

const POSITION = { for: ['✓', 'for'], against: ['✕', 'against'], none: ['–', 'abstain'] } as const;

/** How each state stands in a double majority, and its members' votes. */
export function States({ voting }: OfVoting) {
  const { t, language } = useLanguage();
  const states = voting.result?.states;
  if (!states || states.length === 0) return null;
  const weighed = voting.threshold?.by === 'weight';
  const number = (value: number) => (weighed ? weightText(language, value) : value);
  return (
    <details open={states.length <= 12}>
      <summary>{t('conduct.states.heading')}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and is reached by keyboard */}
      <section className="table-scroll" aria-label={t('conduct.states.heading')} tabIndex={0}>
        <table className="table states">
          <thead>
            <tr>
              <th scope="col">{t('conduct.states.state')}</th>
              <th scope="col">{t('conduct.states.position')}</th>
              <th scope="col">{t('conduct.states.votes')}</th>
            </tr>
          </thead>
          <tbody>
            {states.map(({ delegation, position, yes, no, abstain }) => (
              <tr key={delegation}>
                <th scope="row">{delegation}</th>
                <td className={POSITION[position][1]}>
                  <span className="sign" aria-hidden="true">
                    {POSITION[position][0]}{' '}
                  </span>
                  {t(`conduct.states.position.${position}`)}
                </td>
                <td>
                  {number(yes)} · {number(no)} · {number(abstain)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** What of the sums came from the hall: hands, or papers. */
export function HallSums({ voting }: OfVoting) {
  const { t, language } = useLanguage();
  const { hall, paper } = voting.result ?? {};
  return (
    <>
      {hall ? <p className="small">{t('conduct.sums.hall', { list: totalsText(language, voting, hall) })}</p> : null}
      {paper ? <p className="small">{t('conduct.sums.paper', paper)}</p> : null}
    </>
  );
}

/** What the outcome rests on, where it is not simply the rule of majority: the chair, a lot, a deadline, positions. */
export function DecidedBy({ voting }: OfVoting) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const { result } = voting;
  const what = result && byWhat(voting, result);
  if (!what) return null;
  const name = localize((voting.presiding && participantOf(state, voting.presiding)?.label) || {});
  return (
    <p className="small decided-by">
      <span className="soft">{t('conduct.by.heading')}: </span>
      {t(`conduct.by.${what}`, { name, seed: lotOf(result) ?? '' })}
    </p>
  );
}

function byWhat(voting: Voting, result: Result) {
  switch (result.decidedBy) {
    case 'consensus':
      return voting.consensus?.by === 'state' ? 'consensusState' : 'consensus';
    case 'silence':
      return result.outcome === 'objected' ? 'silenceObjected' : 'silence';
    case 'lot':
      return lotOf(result) ? 'lotSeed' : 'lot';
    case 'chairSide':
    case 'chairExtra':
    case 'no_objection':
      return result.decidedBy;
    default:
      return null;
  }
}

const lotOf = ({ election }: Result): string | undefined =>
  election?.tie?.lot?.seed ?? election?.rounds.find(one => one.tie?.lot)?.tie?.lot?.seed;
