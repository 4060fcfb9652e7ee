import { REPORTS, type Wording } from '@kengesh/domain';
import { useState } from 'react';
import { FormActions } from '../../drafts/form-actions.js';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { focusField, useFocusFirst } from '../../ui/focus-first.js';
import { formId, useBarForm } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { SelectField } from '../../ui/select-field.js';
import { WordingField, written } from '../../ui/wording-field.js';
import { seatLabel } from '../representation/represent-of.js';
import { excerpt } from '../voting/vote-choice.js';

const WHEN = ['date', 'next'] as const;

interface TaskDraft {
  readonly text: Wording;
  readonly decision: string;
  readonly responsible: string;
  readonly due: string;
  readonly when: (typeof WHEN)[number];
  readonly co: readonly string[];
  readonly report: (typeof REPORTS)[number] | '';
  readonly control: string;
}

/** One responsible seat and a date; who helps, how it is reported and who watches stand folded below. */
export function TaskForm({
  item,
  decision: latest,
  onDone,
}: {
  readonly item: string | null;
  readonly decision: string | null;
  readonly onDone: () => void;
}) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const name = `task.${item ?? ''}`;
  const draft = useFormDraft<TaskDraft>({
    form: name,
    kind: 'task',
    item,
    initial: {
      text: {},
      decision: latest ?? '',
      responsible: '',
      due: '',
      when: 'date',
      co: [],
      report: '',
      control: '',
    },
    excerpt: typed => excerpt(localize(typed.text), 40),
  });
  const { text, decision, responsible, due, when, co, report, control } = draft.value;
  const [error, setError] = useState<{ text?: string; responsible?: string }>({});
  const seats = state.prepared?.seats ?? [];
  const submit = async () => {
    const given = written(text);
    setError({
      ...(given ? {} : { text: t('chair.writeFirst') }),
      ...(responsible ? {} : { responsible: t('chair.task.chooseSeat') }),
    });
    if (!given || !responsible) {
      requestAnimationFrame(() => focusField(form.current));
      return;
    }
    const answer = await ask({
      type: 'task.set',
      decision: decision || null,
      text: given,
      responsible,
      due: when === 'next' ? null : due || null,
      ...(when === 'next' ? { next: true } : {}),
      ...(co.length > 0 ? { co: [...co] } : {}),
      ...(report ? { report } : {}),
      ...(control ? { control } : {}),
    });
    if (!answer.ok) return;
    draft.clear();
    onDone();
  };
  const form = useFocusFirst<HTMLFormElement>(!draft.restored);
  const words = written(text);
  const bar = useBarForm({
    form: name,
    label: t('chair.draft.send.task'),
    detail: words && excerpt(localize(words), 56),
    why: null,
    busy,
    submit: () => form.current?.requestSubmit(),
    setAside: () => {
      draft.setAside();
      onDone();
    },
  });
  return (
    <form
      ref={form}
      id={formId(name)}
      className="card stack"
      onFocus={bar.onFocus}
      onSubmit={event => {
        event.preventDefault();
        void submit();
      }}
    >
      <WordingField
        label={t('chair.task.text')}
        value={text}
        onChange={next => draft.change({ text: next })}
        rows={2}
        max={2000}
        error={error.text ?? null}
      />
      {state.decisions.length > 0 ? (
        <SelectField
          label={t('chair.task.ofDecision')}
          none={t('chair.task.noDecision')}
          value={decision}
          onChange={next => draft.change({ decision: next })}
          options={state.decisions.map(one => [one.id, excerpt(localize(one.text))])}
        />
      ) : null}
      <div className="vote-choice">
        <Field label={t('chair.task.responsible')} error={error.responsible ?? null}>
          {field => (
            <SeatSelect
              {...field}
              seats={seats}
              none={t('chair.election.choose')}
              value={responsible}
              onChange={value => draft.change({ responsible: value, co: co.filter(seat => seat !== value) })}
            />
          )}
        </Field>
        {when === 'date' ? (
          <Field label={t('chair.task.due')} hint={t('chair.task.dueHint')}>
            {field => (
              <input
                {...field}
                className="input"
                type="date"
                value={due}
                onChange={event => draft.change({ due: event.target.value })}
              />
            )}
          </Field>
        ) : null}
      </div>
      <details className="task-more">
        <summary>{t('procedure.task.moreHow')}</summary>
        <div className="stack">
          <SelectField
            label={t('procedure.task.when')}
            value={when}
            onChange={value => draft.change({ when: value || 'date' })}
            options={WHEN.map(one => [one, t(`procedure.task.when.${one}`)])}
          />
          <Field label={t('procedure.task.coLabel')} hint={t('procedure.task.coHint')}>
            {field => (
              <SeatSelect
                {...field}
                seats={seats.filter(one => one.id !== responsible && !co.includes(one.id))}
                none={t('procedure.choose')}
                value=""
                onChange={value => value && draft.change({ co: [...co, value] })}
              />
            )}
          </Field>
          {co.length > 0 ? (
            <ul className="row">
              {co.map(one => {
                const name = localize(seatLabel(state, one));
                return (
                  <li key={one} className="badge">
                    {name}
                    <Button
                      size="small"
                      kind="quiet"
                      aria-label={t('procedure.task.removeCo', { name })}
                      onClick={() => draft.change({ co: co.filter(other => other !== one) })}
                    >
                      ×
                    </Button>
                  </li>
                );
              })}
            </ul>
          ) : null}
          <SelectField
            label={t('procedure.task.reportAs')}
            none={t('procedure.task.report.any')}
            value={report}
            onChange={next => draft.change({ report: next })}
            options={REPORTS.map(one => [one, t(`procedure.task.report.${one}`)])}
          />
          <Field label={t('procedure.task.controlLabel')}>
            {field => (
              <SeatSelect
                {...field}
                seats={seats}
                none={t('procedure.task.nobody')}
                value={control}
                onChange={next => draft.change({ control: next })}
              />
            )}
          </Field>
        </div>
      </details>
      <RefusalNotice refusal={refusal} />
      <FormActions
        inBar={bar.inBar}
        yes={t('chair.task.addNow')}
        busy={busy}
        onCancel={() => {
          draft.clear();
          onDone();
        }}
      />
    </form>
  );
}
