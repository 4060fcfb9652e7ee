import { debateOf, isListFrozen } from '@kengesh/domain';
import { useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { ownSeat } from '../../rooms/voting/ballot-seats.js';
import { More } from './rarely.js';

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
        <More title={t('part.nominate.heading')}>{rare => <rare.MyNominations seat={seat} />}</More>
      ) : null}
      {running ? <More title={t('part.order.heading')}>{rare => <rare.MyOrder seat={seat} />}</More> : null}
      {phase !== 'closed' && debateOf(state).motionsBy === 'seats' ? (
        <More title={t('part.motion.heading')}>{rare => <rare.MyMotionForm seat={seat} />}</More>
      ) : null}
      {phase === 'closed' ? null : (
        <More title={t('part.represent.heading')}>{rare => <rare.MyRepresentation seat={seat} />}</More>
      )}
      {decided ? <More title={t('part.remark.heading')}>{rare => <rare.MyRemarks seat={seat} />}</More> : null}
    </section>
  );
}
