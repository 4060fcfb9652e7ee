import { debateOf, isListFrozen } from '@kengesh/domain';
import { ownSeat } from '../../features/voting/ballot-seats.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { LazySection } from './lazy-section.js';

/** What a member may do besides voting and speaking: rare, so each stands folded. */
export function MyPart() {
  const { t } = useLanguage();
  const { me, state } = useSession();
  const seat = ownSeat(state, me);
  const { phase } = state.session;
  if (seat === null || phase === 'none') return null;
  const running = phase === 'open' || phase === 'recess';
  const nominations = Object.values(state.elections ?? {}).some(one => !isListFrozen(state, one.id));
  const decided = Object.values(state.votings).some(
    one => one.result && one.register.some(line => line.seat === seat && line.entitled),
  );
  return (
    <section className="card my-rare" aria-labelledby="part-title">
      <h2 id="part-title">{t('part.heading')}</h2>
      {nominations && running ? (
        <LazySection title={t('part.nominate.heading')}>{rare => <rare.MyNominations seat={seat} />}</LazySection>
      ) : null}
      {running ? (
        <LazySection title={t('part.order.heading')}>{rare => <rare.MyOrder seat={seat} />}</LazySection>
      ) : null}
      {phase !== 'closed' && debateOf(state).motionsBy === 'seats' ? (
        <LazySection title={t('part.motion.heading')}>{rare => <rare.MyMotionForm seat={seat} />}</LazySection>
      ) : null}
      {phase === 'closed' ? null : (
        <LazySection title={t('part.represent.heading')}>{rare => <rare.MyRepresentation seat={seat} />}</LazySection>
      )}
      {phase === 'closed' ? null : <LazySection title={t('part.devices')}>{rare => <rare.MyDevices />}</LazySection>}
      {decided ? (
        <LazySection title={t('part.remark.heading')}>{rare => <rare.MyRemarks seat={seat} />}</LazySection>
      ) : null}
    </section>
  );
}
