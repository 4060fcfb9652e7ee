import { isBureau, seatOf, type Wording } from '@kengesh/domain';
import { formatLocalDate } from '@kengesh/phrases';
import { useState } from 'react';
import { useWhyNot } from '../../journal/lawful.js';
import { useAsk, useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { useFocusFirst } from '../../ui/focus-first.js';
import { Key, useKey } from '../../ui/keys.js';
import { Refused } from '../../ui/refused.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { WordingField, written } from '../../ui/wording-field.js';
import { excerpt } from '../voting/vote-choice.js';
import './tasks-panel.css';

/** What comes of the votes: decisions, and tasks with one responsible seat and a date. */
export function TasksPanel({ item }: { readonly item: string | null }) {
  const { state, me } = useSession();
  const { t, w, language } = useLanguage();
  const whyNot = useWhyNot();
  const [adding, setAdding] = useState(false);
  const seat = state.prepared?.seats[0]?.id ?? '';
  const why = whyNot({ type: 'task.set', decision: null, text: { ru: '…' }, responsible: seat, due: null });
  const bureau = me.participant !== null && isBureau(state, me.participant);
  useKey('d', t('chair.task.add'), () => setAdding(true), why, bureau);
  const decisions = item === null ? state.decisions : state.decisions.filter(one => one.item === item);
  const ids = new Set(decisions.map(one => one.id));
  const loose = state.tasks.filter(one => one.decision === null || item === null);
  const tasks = state.tasks.filter(one => one.decision !== null && ids.has(one.decision));
  const listed = [...new Set([...tasks, ...loose])];
  const open = state.session.phase === 'open' || state.session.phase === 'recess';
  if (decisions.length === 0 && listed.length === 0 && !open) return null;
  return (
    <section className="tasks-panel stack" aria-labelledby="tasks-heading">
      <h2 className="overline" id="tasks-heading">
        {t('chair.task.heading')}
      </h2>
      {decisions.map(one => (
        <article key={one.id} className="decision">
          <span className="badge for">✓ {t('chair.task.decision')}</span>
          <p>{w(one.text)}</p>
        </article>
      ))}
      <ul className="tasks">
        {listed.map(one => (
          <li key={one.id}>
            <span>{w(one.text)}</span>
            <span className="small soft">
              {w(seatOf(state, one.responsible)?.label ?? {})} ·{' '}
              {one.due ? t('chair.task.dueBy', { date: formatLocalDate(language, one.due) }) : t('chair.task.standing')}
            </span>
          </li>
        ))}
      </ul>
      {adding && bureau ? (
        <TaskForm decision={decisions.at(-1)?.id ?? null} onDone={() => setAdding(false)} />
      ) : bureau && open ? (
        <div>
          <Button size="small" why={why} aria-keyshortcuts="d" onClick={() => setAdding(true)}>
            + {t('chair.task.add')} <Key of="d" />
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function TaskForm({ decision: latest, onDone }: { readonly decision: string | null; readonly onDone: () => void }) {
  const { state } = useSession();
  const { t, w } = useLanguage();
  const { busy, refusal, ask } = useAsk();
  const [text, setText] = useState<Wording>({});
  const [decision, setDecision] = useState(latest ?? '');
  const [responsible, setResponsible] = useState('');
  const [due, setDue] = useState('');
  const [error, setError] = useState<{ text?: string; responsible?: string }>({});
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
      due: due || null,
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
        <Field label={t('chair.task.ofDecision')}>
          {control => (
            <select {...control} className="input" value={decision} onChange={event => setDecision(event.target.value)}>
              <option value="">{t('chair.task.noDecision')}</option>
              {state.decisions.map(one => (
                <option key={one.id} value={one.id}>
                  {excerpt(w(one.text))}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      <div className="vote-choice">
        <Field label={t('chair.task.responsible')} error={error.responsible ?? null}>
          {control => (
            <SeatSelect
              {...control}
              seats={state.prepared?.seats ?? []}
              none={t('chair.election.choose')}
              value={responsible}
              onChange={setResponsible}
            />
          )}
        </Field>
        <Field label={t('chair.task.due')} hint={t('chair.task.dueHint')}>
          {control => (
            <input
              {...control}
              className="input"
              type="date"
              value={due}
              onChange={event => setDue(event.target.value)}
            />
          )}
        </Field>
      </div>
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
