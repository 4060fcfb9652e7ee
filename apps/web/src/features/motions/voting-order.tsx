import { cannotPut, type Motion, rivalsOf, votingOrder } from '@kengesh/domain';
import { excerpt } from '../../drafts/excerpt.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';

interface OrderedMotion {
  readonly motion: Motion;
  readonly label: string;
  readonly depth: number;
  /** Those among which it may be put earlier; it is not the first of them. */
  readonly before: readonly string[] | null;
}

/** The order in which a motion and what hangs on it is voted: proposed by us, changed by whoever presides. */
export function VotingOrder({ root }: { readonly root: Motion }) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const order = votingOrder(state, root.id);
  if (order.length < 2) return null;
  const depthOf = (motion: Motion): number => {
    const above = state.motions[motion.amends ?? motion.partOf ?? ''];
    return above ? depthOf(above) + 1 : 0;
  };
  const lines = order.flatMap((id): OrderedMotion[] => {
    const motion = state.motions[id];
    if (!motion) return [];
    const among = order.filter(one => motion.amends !== undefined && state.motions[one]?.amends === motion.amends);
    const label = id === root.id ? t('procedure.voteOrder.whole') : excerpt(localize(motion.text));
    return [{ motion, label, depth: depthOf(motion), before: among.indexOf(id) > 0 ? among : null }];
  });
  return (
    <Order
      heading={t('procedure.voteOrder.heading')}
      how={t(root.order ? 'procedure.voteOrder.chosen' : 'procedure.voteOrder.how')}
      lines={lines}
      what="amendments"
    />
  );
}

/** The order in which rival proposals are voted. */
export function RivalOrder({ first }: { readonly first: Motion }) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const waiting = rivalsOf(state, first).filter(one => ['submitted', 'admitted', 'put'].includes(one.status));
  if (waiting.length < 2) return null;
  const all = waiting.map(one => one.id);
  return (
    <Order
      heading={t('procedure.voteOrder.rivals')}
      how={first.rivalOrder ? t('procedure.voteOrder.chosen') : null}
      lines={waiting.map((motion, index) => ({
        motion,
        label: excerpt(localize(motion.text)),
        depth: 0,
        before: index > 0 ? all : null,
      }))}
      what="rivals"
    />
  );
}

function Order({
  heading,
  how,
  lines,
  what,
}: {
  readonly heading: string;
  readonly how: string | null;
  readonly lines: readonly OrderedMotion[];
  readonly what: 'amendments' | 'rivals';
}) {
  const { state, me } = useSession();
  const { t } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const earlier = (id: string, before: readonly string[]) => {
    const order = [...before];
    const at = order.indexOf(id);
    order.splice(at - 1, 0, ...order.splice(at, 1));
    const above = what === 'rivals' ? id : (state.motions[id]?.amends ?? id);
    return { type: 'motion.order', motion: above, what, order } as const;
  };
  return (
    <div className="voting-order inset">
      <h3 className="small soft">{heading}</h3>
      {how ? <p className="small soft">{how}</p> : null}
      <ol>
        {lines.map(({ motion, label, depth, before }, index) => (
          <li key={motion.id} style={{ paddingInlineStart: `${Math.max(0, depth - 1) * 16}px` }}>
            <span className="place">{index + 1}.</span>
            <span className="what">
              {label}{' '}
              {motion.status === 'put' || cannotPut(state, motion) === null ? (
                <span className="badge accent">{t('procedure.voteOrder.now')}</span>
              ) : motion.status === 'submitted' ? (
                <span className="badge warn">{t('procedure.motion.waits')}</span>
              ) : null}
            </span>
            {presides && before ? (
              <Button
                size="small"
                kind="quiet"
                busy={busy}
                why={whyNot(earlier(motion.id, before))}
                aria-label={t('procedure.voteOrder.up', { text: label })}
                title={t('procedure.voteOrder.up', { text: label })}
                onClick={() => void ask(earlier(motion.id, before))}
              >
                ↑
              </Button>
            ) : null}
          </li>
        ))}
      </ol>
      <RefusalNotice refusal={refusal} />
    </div>
  );
}
