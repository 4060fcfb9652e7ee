import type { Wording } from '@kengesh/domain';
import { useState } from 'react';
import { FormActions } from '../../drafts/form-actions.js';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Field } from '../../ui/field.js';
import { focusField, useFocusFirst } from '../../ui/focus-first.js';
import { formId, useBarForm } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { SelectField } from '../../ui/select-field.js';
import { WordingField, written } from '../../ui/wording-field.js';
import { excerpt } from '../voting/vote-choice.js';

const HOW = ['supersedes', 'repeals'] as const;

interface MotionDraft {
  readonly text: Wording;
  readonly mover: string;
  readonly changed: string;
  readonly how: (typeof HOW)[number];
}
const EMPTY: MotionDraft = { text: {}, mover: '', changed: '', how: 'supersedes' };

/** A proposal; with `rivalOf`, one in place of another, which stands in a dialog and has a button of its own. */
export function NewMotion({
  item,
  rivalOf,
  onDone,
}: {
  readonly item: string;
  readonly rivalOf?: string;
  readonly onDone: () => void;
}) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const name = rivalOf ? `rival.${rivalOf}` : `motion.${item}`;
  const draft = useFormDraft<MotionDraft>({
    form: name,
    kind: 'motion',
    item,
    initial: EMPTY,
    excerpt: typed => excerpt(localize(typed.text), 40),
  });
  const { text, mover, changed, how } = draft.value;
  const adopted = Object.values(state.motions).filter(
    one => one.status === 'adopted' && !one.amends && !one.partOf && !one.procedure,
  );
  const [error, setError] = useState<string | null>(null);
  const form = useFocusFirst<HTMLFormElement>(!draft.restored);
  const given = written(text);
  const bar = useBarForm(
    rivalOf
      ? null
      : {
          form: name,
          label: t('chair.draft.send.motion'),
          detail: given && excerpt(localize(given), 56),
          why: null,
          busy,
          submit: () => form.current?.requestSubmit(),
          setAside: () => {
            draft.setAside();
            onDone();
          },
        },
  );
  return (
    <form
      ref={form}
      id={formId(name)}
      className={rivalOf ? 'stack' : 'card stack'}
      onFocus={bar.onFocus}
      onSubmit={async event => {
        event.preventDefault();
        setError(given ? null : t('chair.writeFirst'));
        if (!given) {
          requestAnimationFrame(() => focusField(form.current));
          return;
        }
        const rival = rivalOf ? { rivalOf } : {};
        const effect = changed ? { effect: { kind: how, motion: changed } } : {};
        const answer = await ask({
          type: 'motion.submit',
          item,
          text: given,
          mover: mover || null,
          ...rival,
          ...effect,
        });
        if (!answer.ok) return;
        draft.clear();
        onDone();
      }}
    >
      {rivalOf ? <p className="soft small">{t('procedure.motion.rivalHint')}</p> : null}
      <WordingField
        label={t('chair.motion.text')}
        value={text}
        onChange={next => draft.change({ text: next })}
        rows={4}
        max={20000}
        error={error}
      />
      <Field label={t('chair.motion.moverLabel')}>
        {control => (
          <SeatSelect
            {...control}
            seats={state.prepared?.seats ?? []}
            none={t('chair.motion.bureau')}
            value={mover}
            onChange={next => draft.change({ mover: next })}
          />
        )}
      </Field>
      {adopted.length > 0 ? (
        <details className="motion-effect" open={changed !== '' || undefined}>
          <summary>{t('procedure.motion.effect')}</summary>
          <div className="stack">
            <SelectField
              label={t('procedure.motion.effect')}
              none={t('procedure.motion.noEffect')}
              value={changed}
              onChange={next => draft.change({ changed: next })}
              options={adopted.map(one => [one.id, excerpt(localize(one.text))])}
            />
            {changed ? (
              <SelectField
                label={t('procedure.motion.effectHow')}
                value={how}
                onChange={value => value && draft.change({ how: value })}
                options={HOW.map(one => [one, t(`procedure.motion.effect.${one}`)])}
              />
            ) : null}
          </div>
        </details>
      ) : null}
      <RefusalNotice refusal={refusal} />
      <FormActions
        inBar={bar.inBar}
        yes={t('chair.motion.addNow')}
        busy={busy}
        onCancel={() => {
          draft.clear();
          onDone();
        }}
      />
    </form>
  );
}
