import { seatOf } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { ownSeat, reaches } from '../voting/ballot-seats.js';

/** What changes one's vote on the item under consideration: recused, suspended, represented, representing. Nothing where all is as usual. */
export function MyStanding() {
  const { t, localize } = useLanguage();
  const { me, state } = useSession();
  const seat = ownSeat(state, me);
  const { represent, agenda } = state;
  const taken = me.seat !== null && represent?.substitutes.find(one => one.to === null && one.seat === me.seat);
  if (!represent || seat === null) return null;
  const name = (id: string) => localize(seatOf(state, id)?.label ?? {});
  const proxies = represent.proxies.filter(one => reaches(one, agenda.current));
  const recused = represent.recusals.some(
    one => one.seat === seat && one.item === agenda.current && one.withdrawnAt === null,
  );
  const suspended = represent.suspensions.find(one => one.seat === seat && one.to === null);
  const given = proxies.find(one => one.principal === seat);
  const held = proxies.filter(one => one.holder === seat);
  const said = [
    taken && taken.participant !== me.participant ? t('part.standing.substituted') : null,
    seat !== me.seat ? t('part.standing.substitute', { who: name(seat) }) : null,
    suspended ? t('part.standing.suspended', { reason: suspended.reason }) : null,
    recused ? t('part.standing.recused') : null,
    given ? t('part.standing.given', { who: name(given.holder) }) : null,
    ...held.map(one => t('part.standing.held', { who: name(one.principal) })),
  ].filter(one => one !== null);
  return said.length > 0 ? (
    <section className="notice stack my-standing" aria-label={t('part.standing.heading')}>
      {said.map(one => (
        <p key={one}>{one}</p>
      ))}
    </section>
  ) : null;
}
