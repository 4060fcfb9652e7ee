import { REPORTS, type Wording } from '@kengesh/domain';
import { useState } from 'react';
import { useAsk, useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { useFocusFirst } from '../../ui/focus-first.js';
import { Refused } from '../../ui/refused.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { SelectField } from '../../ui/select-field.js';
import { WordingField, written } from '../../ui/wording-field.js';
import { seatLabel } from '../represent/represent-of.js';
import { excerpt } from '../voting/vote-choice.js';

const WHEN = ['date', 'next'] as const;

/** One responsible seat and a date; who helps, how it is reported and who watches stand folded below. */
export function TaskForm({
  decision: latest,
  onDone,
}: {
  readonly decision: string | null;
  readonly onDone: () => void;
}) {
  const { state } = useSession();
  const { t, w } = useLanguage();
  const { busy, refusal, ask } = useAsk();
  const [text, setText] = useState<Wording>({});
  const [decision, setDecision] = useState(latest ?? '');
  const [responsible, setResponsible] = useState('');
  const [due, setDue] = useState('');
  const [when, setWhen] = useState<(typeof WHEN)[number]>('date');
  const [co, setCo] = useState<readonly string[]>([]);
  const [report, setReport] = useState<(typeof REPORTS)[number] | ''>('');
  const [control, setControl] = useState('');
  const [error, setError] = useState<{ text?: string; responsible?: string }>({});
  const seats = state.prepared?.seats ?? [];
  const submit = async () => {
    const given = written(text);
    setError({
      ...(given ? {} : { text: t('chair.writeFirst') }),
      ...(responsible ? {} : { responsible: t('chair.task.chooseSeat') }),
    });
    if (!given || !responsible) return;
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
    if (answer.ok) onDone();
  };
  const form = useFocusFirst<HTMLFormElement>();
  return (
    <form
      ref={form}
      className="card stack"
      onSubmit={event => {
        event.preventDefault();
        void submit();
      }}
    >
      <WordingField
        label={t('chair.task.text')}
        value={text}
        onChange={setText}
        rows={2}
        max={2000}
        error={error.text ?? null}
      />
      {state.decisions.length > 0 ? (
        <SelectField
          label={t('chair.task.ofDecision')}
          none={t('chair.task.noDecision')}
          value={decision}
          onChange={setDecision}
          options={state.decisions.map(one => [one.id, excerpt(w(one.text))])}
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
              onChange={value => {
                setResponsible(value);
                setCo(co.filter(one => one !== value));
              }}
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
                onChange={event => setDue(event.target.value)}
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
            onChange={value => setWhen(value || 'date')}
            options={WHEN.map(one => [one, t(`procedure.task.when.${one}`)])}
          />
          <Field label={t('procedure.task.coLabel')} hint={t('procedure.task.coHint')}>
            {field => (
              <SeatSelect
                {...field}
                seats={seats.filter(one => one.id !== responsible && !co.includes(one.id))}
                none={t('procedure.choose')}
                value=""
                onChange={value => value && setCo([...co, value])}
              />
            )}
          </Field>
          {co.length > 0 ? (
            <ul className="row">
              {co.map(one => {
                const name = w(seatLabel(state, one));
                return (
                  <li key={one} className="badge">
                    {name}
                    <Button
                      size="small"
                      kind="quiet"
                      aria-label={t('procedure.task.removeCo', { name })}
                      onClick={() => setCo(co.filter(other => other !== one))}
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
            onChange={setReport}
            options={REPORTS.map(one => [one, t(`procedure.task.report.${one}`)])}
          />
          <Field label={t('procedure.task.controlLabel')}>
            {field => (
              <SeatSelect
                {...field}
                seats={seats}
                none={t('procedure.task.nobody')}
                value={control}
                onChange={setControl}
              />
            )}
          </Field>
        </div>
      </details>
      <Refused refusal={refusal} />
      <div className="row">
        <Button type="submit" kind="primary" size="small" busy={busy}>
          {t('chair.task.addNow')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
