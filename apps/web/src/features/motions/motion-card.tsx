import { isMover, type Motion, seatOf, type Wording } from '@kengesh/domain';
import { useState } from 'react';
import { accepted, DraftForm, useDraftForm } from '../../drafts/draft-form.js';
import { useOpenAtFirst } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useFormRequest } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { WordingField, written } from '../../ui/wording-field.js';
import { MotionFacts } from './motion-facts.js';
import { MotionMore } from './motion-more.js';
import { StatusBadge } from './status-badge.js';
import { VotingOrder } from './voting-order.js';

const WAITING: readonly Motion['status'][] = ['submitted', 'admitted'];

/** One text with its version and mover, what became of it, and under it what hangs on it. */
export function MotionCard({ motion, bureau }: { readonly motion: Motion; readonly bureau: boolean }) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const typed = useOpenAtFirst(`revision.${motion.id}`);
  const [revising, setRevising] = useState(typed);
  const [withdrawing, setWithdrawing] = useState(false);
  const mover = motion.mover === null ? undefined : seatOf(state, motion.mover);
  const waiting = WAITING.includes(motion.status);
  const old = !waiting && !['put', 'adopted', 'rejected', 'no_decision'].includes(motion.status);
  const nested = Boolean(motion.amends || motion.partOf);
  const children = Object.values(state.motions).filter(one => one.amends === motion.id || one.partOf === motion.id);
  const mayRevise = bureau && waiting && !nested && !motion.amendedBy;
  useFormRequest(`revision.${motion.id}`, () => setRevising(true));
  return (
    <article className={`motion-card stack${nested ? ' nested' : ' card'}${old ? ' old' : ''}`}>
      <div className="row spread">
        <span className="small soft">
          {[
            nested ? <Kind key="kind" motion={motion} /> : null,
            nested && motion.version === 1 ? null : t('chair.motion.version', { n: motion.version }),
            motion.partOf
              ? null
              : mover
                ? t('chair.motion.mover', { name: localize(mover.label) })
                : t('chair.motion.bureau'),
            motion.rivalOf ? t('procedure.motion.rival') : null,
          ]
            .filter(one => one !== null)
            .map((one, index) => (
              <span key={String(index)}>
                {index > 0 ? ' · ' : ''}
                {one}
              </span>
            ))}
        </span>
        <StatusBadge motion={motion} />
      </div>
      {revising && mayRevise ? (
        <RevisionForm motion={motion} onDone={() => setRevising(false)} />
      ) : (
        <p className="motion-text">{localize(motion.text)}</p>
      )}
      <MotionFacts motion={motion} />
      <RefusalNotice refusal={refusal} />
      {revising && mayRevise ? null : withdrawing ? (
        <Confirm
          question={t(motion.amendedBy ? 'procedure.motion.consentAsk' : 'chair.motion.withdrawAsk')}
          yes={t(motion.amendedBy ? 'procedure.motion.consentYes' : 'chair.motion.withdraw')}
          busy={busy}
          onYes={() =>
            void ask({
              type: 'motion.withdraw',
              motion: motion.id,
              ...(motion.amendedBy ? { consent: true } : {}),
            }).then(() => setWithdrawing(false))
          }
          onNo={() => setWithdrawing(false)}
        />
      ) : bureau ? (
        <Actions
          motion={motion}
          onRevise={mayRevise ? () => setRevising(true) : null}
          onWithdraw={waiting && !motion.partOf ? () => setWithdrawing(true) : null}
        />
      ) : null}
      {children.length > 0 ? (
        <ul className="motion-children" aria-label={t('procedure.motion.children')}>
          {children.map(one => (
            <li key={one.id}>
              <MotionCard motion={one} bureau={bureau} />
            </li>
          ))}
        </ul>
      ) : null}
      {nested ? null : <VotingOrder root={motion} />}
    </article>
  );
}

/** The next version of a text, written in its place. */
function RevisionForm({ motion, onDone }: { readonly motion: Motion; readonly onDone: () => void }) {
  const { t } = useLanguage();
  const next = { n: motion.version + 1 };
  const form = useDraftForm<{ readonly text: Wording }>({
    form: `revision.${motion.id}`,
    kind: 'revision',
    item: motion.item,
    initial: { text: motion.text },
    words: typed => typed.text,
    label: () => t('chair.draft.send.revision', next),
    missing: ({ text }) => ({ text: !written(text) && t('chair.writeFirst') }),
    send: ({ text }, ask) => accepted(ask, { type: 'motion.revise', motion: motion.id, text: written(text) ?? {} }),
    onDone,
  });
  return (
    <DraftForm form={form} yes={t('chair.motion.saveVersion', next)} className="stack">
      <WordingField
        label={t('chair.motion.text')}
        value={form.value.text}
        onChange={text => form.change({ text })}
        rows={4}
        max={20000}
        error={form.missing.text || null}
      />
    </DraftForm>
  );
}

function Kind({ motion }: { readonly motion: Motion }) {
  const { state } = useSession();
  const { t } = useLanguage();
  if (motion.amends) {
    const above = state.motions[motion.amends];
    return t(above?.amends ? 'procedure.motion.kind.subAmendment' : 'procedure.motion.kind.amendment');
  }
  const parts = Object.values(state.motions).filter(one => one.partOf === motion.partOf);
  const n = parts.indexOf(motion) + 1;
  return t(motion.operative ? 'procedure.motion.kind.partOperative' : 'procedure.motion.kind.part', { n });
}

/** Two buttons as ever; the first of all is to admit what waits for it. What is rare is folded away. */
function Actions({
  motion,
  onRevise,
  onWithdraw,
}: {
  readonly motion: Motion;
  readonly onRevise: (() => void) | null;
  readonly onWithdraw: (() => void) | null;
}) {
  const { state, me } = useSession();
  const { t } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const own = me.participant !== null && isMover(state, motion, me.participant);
  const admit = { type: 'motion.admit', motion: motion.id } as const;
  const withdraw = { type: 'motion.withdraw', motion: motion.id, ...(motion.amendedBy ? { consent: true } : {}) };
  const withdrawWhy = onWithdraw ? whyNot(withdraw as { type: 'motion.withdraw'; motion: string }) : null;
  const admitWhy = motion.status === 'submitted' ? whyNot(admit) : null;
  return (
    <>
      <div className="row motion-actions">
        {motion.status === 'submitted' ? (
          <Button
            size="small"
            className="motion-admit"
            kind={admitWhy ? undefined : 'primary'}
            why={admitWhy}
            busy={busy}
            onClick={() => void ask(admit)}
          >
            {t('procedure.motion.admit')}
          </Button>
        ) : null}
        {onRevise ? (
          <Button size="small" onClick={onRevise}>
            {t('chair.motion.revise')}
          </Button>
        ) : null}
        {onWithdraw && (!motion.amendedBy || presides || own) ? (
          <Button size="small" kind="quiet" why={withdrawWhy} onClick={onWithdraw}>
            {t('chair.motion.withdraw')}
          </Button>
        ) : null}
        <MotionMore motion={motion} presides={presides} />
      </div>
      <RefusalNotice refusal={refusal} />
    </>
  );
}
