import type { SeatRow } from '@kengesh/contracts';
import { namedTwice } from '@kengesh/domain';
import { useLanguage } from '../../language.js';

/** Seats and delegations that may be the same under two names: a warning only, for two that are called alike may both be meant. */
export function NamedTwice({ rows }: { readonly rows: readonly SeatRow[] }) {
  const { t, localize } = useLanguage();
  const { seats, delegations } = namedTwice(rows);
  if (seats.length === 0 && delegations.length === 0) return null;
  return (
    <div className="notice warn stack" role="status">
      <p>{t('desk.member.twice')}</p>
      <ul>
        {seats.map(([one, other]) => (
          <li key={other.id}>
            {t('desk.member.twiceSeat', {
              name: localize(one.label),
              other: localize(other.label),
              n: one.position,
              m: other.position,
            })}
          </li>
        ))}
        {delegations.map(names => (
          <li key={names.join()}>
            {t('desk.member.twiceDelegation', { names: names.map(name => `«${name}»`).join(', ') })}
          </li>
        ))}
      </ul>
    </div>
  );
}
