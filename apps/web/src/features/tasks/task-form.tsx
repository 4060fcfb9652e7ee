import { REPORTS, type Wording } from '@kengesh/domain';
import { accepted, DraftForm, useDraftForm } from '../../drafts/draft-form.js';
import { excerpt } from '../../drafts/excerpt.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { SelectField } from '../../ui/select-field.js';
import { WordingField, written } from '../../ui/wording-field.js';
import { seatLabel } from '../representation/represent-of.js';

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
  const form = useDraftForm<TaskDraft>({
    form: `task.${item ?? ''}`,
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
    words: typed => typed.text,
    label: () => t('chair.draft.send.task'),
    missing: typed => ({
      text: !written(typed.text) && t('chair.writeFirst'),
      responsible: !typed.responsible && t('chair.task.chooseSeat'),
    }),
    send: ({ text, decision, responsible, due, when, co, report, control }, ask) =>
      accepted(ask, {
        type: 'task.set',
        decision: decision || null,
        text: written(text) ?? {},
        responsible,
        due: when === 'next' ? null : due || null,
        ...(when === 'next' ? { next: true } : {}),
        ...(co.length > 0 ? { co: [...co] } : {}),
        ...(report ? { report } : {}),
        ...(control ? { control } : {}),
      }),
    onDone,
  });
  const { text, decision, responsible, due, when, co, report, control } = form.value;
  const seats = state.prepared?.seats ?? [];
  return (
    <DraftForm form={form} yes={t('chair.task.addNow')}>
      <WordingField
        label={t('chair.task.text')}
        value={text}
        onChange={next => form.change({ text: next })}
        rows={2}
        max={2000}
        error={form.missing.text || null}
      />
      {state.decisions.length > 0 ? (
        <SelectField
          label={t('chair.task.ofDecision')}
          none={t('chair.task.noDecision')}
          value={decision}
          onChange={next => form.change({ decision: next })}
          options={state.decisions.map(one => [one.id, excerpt(localize(one.text))])}
        />
      ) : null}
      <div className="vote-choice">
        <Field label={t('chair.task.responsible')} error={form.missing.responsible || null}>
          {field => (
            <SeatSelect
              {...field}
              seats={seats}
              none={t('chair.election.choose')}
              value={responsible}
              onChange={value => form.change({ responsible: value, co: co.filter(seat => seat !== value) })}
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
                onChange={event => form.change({ due: event.target.value })}
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
            onChange={value => form.change({ when: value || 'date' })}
            options={WHEN.map(one => [one, t(`procedure.task.when.${one}`)])}
          />
          <Field label={t('procedure.task.coLabel')} hint={t('procedure.task.coHint')}>
            {field => (
              <SeatSelect
                {...field}
                seats={seats.filter(one => one.id !== responsible && !co.includes(one.id))}
                none={t('procedure.choose')}
                value=""
                onChange={value => value && form.change({ co: [...co, value] })}
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
                      onClick={() => form.change({ co: co.filter(other => other !== one) })}
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
            onChange={next => form.change({ report: next })}
            options={REPORTS.map(one => [one, t(`procedure.task.report.${one}`)])}
          />
          <Field label={t('procedure.task.controlLabel')}>
            {field => (
              <SeatSelect
                {...field}
                seats={seats}
                none={t('procedure.task.nobody')}
                value={control}
                onChange={next => form.change({ control: next })}
              />
            )}
          </Field>
        </div>
      </details>
    </DraftForm>
  );
}
