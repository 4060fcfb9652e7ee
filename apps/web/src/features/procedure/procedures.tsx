import {
  type Act,
  forcedMajority,
  isBureau,
  type Motion,
  PROCEDURES,
  pendingProcedures,
  seatOf,
} from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';

/** Procedural motions in their precedence: the first is decided now, by a vote or because nobody objects. */
export function Procedures() {
  const { state, me } = useSession();
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const bureau = me.participant !== null && isBureau(state, me.participant);
  const putOf = (motion: Motion): Act => ({
    type: 'voting.open',
    motion: motion.id,
    method: 'named',
    majority: forcedMajority(state, motion) ?? state.prepared?.rules.majorities[0]?.key ?? '',
    closesInSeconds: null,
  });
  return (
    <section className="order-band" aria-labelledby="procedures-heading">
      <h2 className="order-what" id="procedures-heading">
        {t('procedure.order.pending')}
      </h2>
      <ol className="order-list">
        {pendingProcedures(state).map((one, index) => {
          const text = localize(one.text);
          const mover = one.mover === null ? undefined : seatOf(state, one.mover);
          const treatment = one.procedure && PROCEDURES[one.procedure.kind];
          const grant: Act = { type: 'order.grant', motion: one.id };
          const votedOnly = one.procedure?.kind === 'appeal' || one.procedure?.kind === 'reconsider';
          return (
            <li key={one.id} className={index === 0 ? 'now' : ''}>
              <p>
                {text}
                <span className="soft small">
                  {[
                    mover ? t('chair.motion.mover', { name: localize(mover.label) }) : null,
                    one.status === 'put'
                      ? t('procedure.order.voting')
                      : index > 0
                        ? t('procedure.order.after')
                        : treatment?.immediate
                          ? t('procedure.order.immediate')
                          : t('procedure.order.speakers', {
                              none: String(!treatment || treatment.for + treatment.against === 0),
                              for: treatment?.for ?? 0,
                              against: treatment?.against ?? 0,
                            }),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </p>
              {one.status === 'admitted' && (presides || bureau) ? (
                <div className="row">
                  {presides && index === 0 ? (
                    <Button
                      busy={busy}
                      why={whyNot(putOf(one))}
                      aria-label={t('procedure.order.putOf', { text })}
                      onClick={() => void ask(putOf(one))}
                    >
                      {t('procedure.order.put')}
                    </Button>
                  ) : null}
                  {presides && index === 0 && !votedOnly ? (
                    <Button
                      busy={busy}
                      why={whyNot(grant)}
                      aria-label={t('procedure.order.grantOf', { text })}
                      onClick={() => void ask(grant)}
                    >
                      {t('procedure.order.grant')}
                    </Button>
                  ) : null}
                  <Button
                    kind="quiet"
                    busy={busy}
                    why={whyNot({ type: 'motion.withdraw', motion: one.id })}
                    aria-label={t('procedure.order.withdrawOf', { text })}
                    onClick={() => void ask({ type: 'motion.withdraw', motion: one.id })}
                  >
                    {t('procedure.order.withdraw')}
                  </Button>
                </div>
              ) : null}
            </li>
          );
        })}
      </ol>
      <RefusalNotice refusal={refusal} />
    </section>
  );
}
