import type { State } from '@kengesh/domain';
import { useState } from 'react';
import { excerpt } from '../../drafts/excerpt.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { useFormRequest } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { seatLabel } from '../representation/represent-of.js';
import { KeptText } from './kept-texts.js';
import { RemarkForm } from './remark-form.js';

/** A decision: its text and number, who has signed it, what was filed to it. */
export function DecisionCard({ decision }: { readonly decision: State['decisions'][number] }) {
  const { state, me } = useSession();
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const [filing, setFiling] = useState(false);
  useFormRequest(`remark.${decision.voting}`, () => setFiling(true));
  const text = localize(decision.text);
  const signed = decision.signed ?? [];
  const role =
    me.participant === null
      ? null
      : me.participant === state.session.presiding
        ? 'presiding'
        : me.role === 'secretary'
          ? 'secretary'
          : null;
  const sign = { type: 'decision.sign', decision: decision.id, hash: decision.hash } as const;
  const remarks = (state.remarks ?? []).filter(
    one => one.decision === decision.id || (one.decision === null && one.voting === decision.voting),
  );
  const who = signed.map(one => t(`procedure.decision.as.${one.as}`)).join(', ');
  const canSign = role !== null && !decision.reconsidered && !signed.some(one => one.as === role);
  return (
    <article className={`decision${decision.reconsidered ? ' old' : ''}`}>
      <span className={`badge ${decision.reconsidered ? 'abstain' : 'for'}`}>
        {decision.reconsidered ? '–' : '✓'}{' '}
        {decision.registered
          ? t('procedure.decision.number', { label: decision.registered.label })
          : t('chair.task.decision')}
      </span>
      <div className="stack">
        <p className="decision-text">{text}</p>
        {decision.reconsidered ? (
          <p className="small soft">{t('procedure.decision.reconsidered')}</p>
        ) : (
          <div className="row small soft">
            <span>
              {who ? t('procedure.decision.signed', { who }) : t('procedure.decision.unsigned')}
              {signed.length === 2 && !decision.registered ? ` ${t('procedure.decision.noNumber')}` : ''}
            </span>
            {canSign ? (
              <Button
                size="small"
                busy={busy}
                why={whyNot(sign)}
                aria-label={t('procedure.decision.signOf', { text: excerpt(text) })}
                onClick={() => void ask(sign)}
              >
                {t('procedure.decision.sign')}
              </Button>
            ) : null}
            {role !== null && !decision.registered ? (
              <Button
                size="small"
                kind="quiet"
                aria-label={t('procedure.remark.addOf', { text: excerpt(text) })}
                onClick={() => setFiling(true)}
              >
                + {t('procedure.remark.add')}
              </Button>
            ) : null}
          </div>
        )}
        {remarks.length > 0 ? (
          <ul className="small">
            {remarks.map(one => (
              <li key={one.id}>
                {t('procedure.remark.of', {
                  kind: t(`procedure.remark.${one.kind}`),
                  seat: localize(seatLabel(state, one.seat)),
                })}
                <KeptText hash={one.hash} />
              </li>
            ))}
          </ul>
        ) : null}
        <RefusalNotice refusal={refusal} />
      </div>
      {filing ? (
        <Dialog title={t('procedure.remark.add')} open onClose={() => setFiling(false)}>
          <RemarkForm voting={decision.voting} decision={decision.id} onDone={() => setFiling(false)} />
        </Dialog>
      ) : null}
    </article>
  );
}
