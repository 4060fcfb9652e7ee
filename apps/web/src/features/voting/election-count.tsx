import type { Result, Voting } from '@kengesh/domain';
import { choiceLabel } from '@kengesh/phrases/page';
import { useLanguage } from '../../language.js';

type ElectionOutcome = NonNullable<Result['election']>;

/** How an election by one of the methods was counted: the ballots, what was needed, and of ranked ballots every round. */
export function ElectionCount({ voting, count }: { readonly voting: Voting; readonly count: ElectionOutcome }) {
  const { t, language } = useLanguage();
  const { cast, valid, blank, invalid, againstAll } = count.turnout;
  return (
    <div className="stack">
      <p className="small">
        {t('conduct.election.ballots', { cast, valid, blank, invalid, against: againstAll })}{' '}
        {count.need
          ? t('conduct.election.need', {
              need: votesText(language, count.need.votes),
              base: votesText(language, count.need.base),
            })
          : null}
      </p>
      {count.rounds.length > 0 ? <Rounds voting={voting} count={count} /> : null}
    </div>
  );
}

function Rounds({ voting, count }: { readonly voting: Voting; readonly count: ElectionOutcome }) {
  const { t, language } = useLanguage();
  const name = (id: string) => choiceLabel(language, voting, id);
  const names = (ids: readonly string[]) => ids.map(name).join(', ');
  const candidates = Object.keys(count.counts);
  const heading = t('conduct.election.rounds', { n: count.rounds.length });
  const step = ({ action }: ElectionOutcome['rounds'][number]) => {
    switch (action.kind) {
      case 'first':
        return t('conduct.election.round.first');
      case 'surplus':
        return t('conduct.election.round.surplus', {
          name: name(action.from),
          votes: votesText(language, action.surplus),
        });
      case 'exclusion':
        return t('conduct.election.round.exclusion', { names: names(action.from) });
    }
  };
  return (
    <details>
      <summary>{heading}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table scrolls, and is reached by keyboard */}
      <section className="table-scroll" aria-label={heading} tabIndex={0}>
        <table className="table rounds">
          <thead>
            <tr>
              <th scope="col">{t('conduct.election.candidate')}</th>
              {count.rounds.map(round => (
                <th scope="col" key={round.number}>
                  {t('conduct.election.round', { n: round.number })}
                  <small>{step(round)}</small>
                  {round.elected.length > 0 ? (
                    <small>{t('conduct.election.roundElected', { names: names(round.elected) })}</small>
                  ) : null}
                  {round.tie?.lot ? (
                    <small>{t('conduct.election.roundLot', { seed: round.tie.lot.seed })}</small>
                  ) : null}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {candidates.map(one => (
              <tr key={one}>
                <th scope="row">{name(one)}</th>
                {count.rounds.map(round => (
                  <td key={round.number} className={round.elected.includes(one) ? 'for' : undefined}>
                    {round.elected.includes(one) ? '✓ ' : ''}
                    {votesText(language, round.counts[one] ?? '0')}
                  </td>
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{t('conduct.election.exhausted')}</th>
              {count.rounds.map(round => (
                <td key={round.number}>{votesText(language, round.exhausted)}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </section>
    </details>
  );
}

/** Exact votes as they are read: a whole number, or a fraction cut to two places and marked so. */
export function votesText(language: string, votes: string): string {
  const [num = '0', den] = votes.split('/');
  if (den === undefined) return num;
  const hundredths = (BigInt(num) * 100n) / BigInt(den);
  const exact = hundredths * BigInt(den) === BigInt(num) * 100n;
  const text = `${hundredths / 100n}${language === 'en' ? '.' : ','}${String(hundredths % 100n).padStart(2, '0')}`;
  return exact ? text : `${text}…`;
}
