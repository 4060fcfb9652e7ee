import {
  appealable,
  isBureau,
  meetingVote,
  type PointOfOrder,
  participantOf,
  pendingPoint,
  pendingProcedures,
} from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { Procedures } from './procedures.js';
import './order.css';

/** What stands before everything else: a point of order, its ruling, procedural motions. Nothing, where nothing is. */
export function OrderBand() {
  const { state, me } = useSession();
  const { t } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const running = state.session.phase === 'open' || state.session.phase === 'recess';
  const bureau = me.participant !== null && isBureau(state, me.participant);
  const point = pendingPoint(state);
  const ruled = appealable(state);
  const item = state.agenda.items.find(one => one.id === state.agenda.current);
  const stopped = item?.debate === 'closed' || item?.debate === 'adjourned' ? item.debate : null;
  const presides = me.participant !== null && me.participant === state.session.presiding;
  if (!running) return null;
  const reopen = { type: 'agenda.debate', item: item?.id ?? '', debate: 'open' } as const;
  return (
    <div className="order-bands stack" aria-live="polite">
      {point ? <PointBand point={point} /> : null}
      {ruled && !point ? <Ruling point={ruled} bureau={bureau} /> : null}
      {pendingProcedures(state).length > 0 ? <Procedures /> : null}
      {state.order?.adjourning ? <p className="notice warn">{t('procedure.order.adjourning')}</p> : null}
      {stopped ? (
        <div className="notice row spread">
          <span>{t(stopped === 'closed' ? 'procedure.order.debateClosed' : 'procedure.order.debateAdjourned')}</span>
          {presides && !meetingVote(state) ? (
            <Button size="small" why={whyNot(reopen)} busy={busy} onClick={() => void ask(reopen)}>
              {t('procedure.order.reopenDebate')}
            </Button>
          ) : null}
          <RefusalNotice refusal={refusal} />
        </div>
      ) : null}
    </div>
  );
}

/** Somebody speaks to the order: the debate waits until whoever presides rules. */
function PointBand({ point }: { readonly point: PointOfOrder }) {
  const { state, me } = useSession();
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const speaks = state.floor.holder?.participant === point.participant && state.floor.holder.kind === 'point';
  const give = { type: 'floor.give', participant: point.participant, seconds: null } as const;
  return (
    <section className="order-band" aria-label={t('procedure.order.point')}>
      <p className="order-what">
        <strong>{t('procedure.order.point')}</strong> {t(`procedure.order.about.${point.about}`)}
      </p>
      <p className="order-who">
        {localize(participantOf(state, point.participant)?.label ?? {})}
        {speaks ? <span className="soft small"> · {t('procedure.order.speaksNow')}</span> : null}
      </p>
      {presides ? (
        <div className="row">
          {speaks ? null : (
            <Button why={whyNot(give)} busy={busy} onClick={() => void ask(give)}>
              {t('procedure.order.giveWord')}
            </Button>
          )}
          {(['upheld', 'dismissed'] as const).map(ruling => (
            <Button
              key={ruling}
              busy={busy}
              why={whyNot({ type: 'order.rule', point: point.id, ruling })}
              onClick={() => void ask({ type: 'order.rule', point: point.id, ruling })}
            >
              {ruling === 'upheld' ? '✓' : '✕'} {t(`procedure.order.${ruling}`)}
            </Button>
          ))}
        </div>
      ) : (
        <p className="small">{t('procedure.order.waitsRuling')}</p>
      )}
      <RefusalNotice refusal={refusal} />
    </section>
  );
}

/** The last ruling, as long as it may be appealed; a seat in the hall appeals through the bureau. */
function Ruling({ point, bureau }: { readonly point: PointOfOrder; readonly bureau: boolean }) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const [seat, setSeat] = useState('');
  const name = localize(participantOf(state, point.participant)?.label ?? {});
  const why = seat ? whyNot({ type: 'order.appeal', point: point.id, seat }) : t('procedure.chooseFirst');
  return (
    <section className="notice" aria-label={t('procedure.order.point')}>
      <p>{t(point.status === 'upheld' ? 'procedure.order.ruledUpheld' : 'procedure.order.ruledDismissed', { name })}</p>
      {bureau ? (
        <details className="order-appeal">
          <summary>{t('procedure.order.appeal')}</summary>
          <div className="stack">
            <Field label={t('procedure.order.whoAppeals')} hint={t('procedure.order.appealHint')}>
              {control => (
                <SeatSelect
                  {...control}
                  seats={state.prepared?.seats ?? []}
                  none={t('procedure.choose')}
                  value={seat}
                  onChange={setSeat}
                />
              )}
            </Field>
            {seat && why ? <p className="small">{why}</p> : null}
            <RefusalNotice refusal={refusal} />
            <div>
              <Button
                size="small"
                why={why}
                busy={busy}
                onClick={() => void ask({ type: 'order.appeal', point: point.id, seat })}
              >
                {t('procedure.order.appealNow')}
              </Button>
            </div>
          </div>
        </details>
      ) : null}
    </section>
  );
}
