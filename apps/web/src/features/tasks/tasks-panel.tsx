import { isBureau, leftUndone } from '@kengesh/domain';
import { useState } from 'react';
import { excerpt } from '../../drafts/excerpt.js';
import { useOpenAtFirst } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Deferred, deferred } from '../../ui/deferred.js';
import { Key, useKey } from '../../ui/keys.js';
import { useFormRequest } from '../../ui/open-forms.js';
import { leftSentences } from '../session/left-sentences.js';
import { DecisionCard } from './decision-card.js';
import { Explanations } from './explanations.js';
import { KeptTexts } from './kept-texts.js';
import { TaskRow } from './task-row.js';
import './tasks-panel.css';

const taskForm = deferred(() => import('./task-form.js'));

/** What comes of the votes: decisions with their signatures, and tasks with one responsible seat and a date. */
export function TasksPanel({ item }: { readonly item: string | null }) {
  const { state, me } = useSession();
  const { t } = useLanguage();
  const whyNot = useRefusalReason();
  const name = `task.${item ?? ''}`;
  const typed = useOpenAtFirst(name);
  const [adding, setAdding] = useState(typed);
  useFormRequest(name, () => setAdding(true));
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
      <KeptTexts bureau={bureau}>
        {decisions.map(one => (
          <DecisionCard key={one.id} decision={one} />
        ))}
        <Explanations item={item} />
        <ul className="tasks">
          {listed.map(one => (
            <TaskRow key={one.id} task={one} bureau={bureau} />
          ))}
        </ul>
      </KeptTexts>
      {adding && bureau ? (
        <Deferred part={taskForm}>
          {({ TaskForm }) => (
            <TaskForm item={item} decision={decisions.at(-1)?.id ?? null} onDone={() => setAdding(false)} />
          )}
        </Deferred>
      ) : bureau && open ? (
        <div>
          <Button size="small" why={why} aria-keyshortcuts="d" onClick={() => setAdding(true)}>
            + {t('chair.task.add')} <Key of="d" />
          </Button>
        </div>
      ) : null}
      {item === null ? <Leaves /> : null}
    </section>
  );
}

/** What this session leaves for the next one. */
function Leaves() {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const left = leftUndone(state);
  const others = leftSentences(state, { ...left, items: [], motions: [] }, { t, localize });
  const { tasks, items, motions } = left;
  const lines = [
    ...items.map(one => [one.id, t('procedure.task.leavesItem', { title: localize(one.title) })] as const),
    ...motions.map(one => [one.id, t('procedure.task.leavesMotion', { text: excerpt(localize(one.text)) })] as const),
    ...others.map(sentence => [sentence, sentence] as const),
    ...tasks.map(one => [one.id, t('procedure.task.leavesTask', { text: excerpt(localize(one.text)) })] as const),
  ];
  if (lines.length === 0) return null;
  return (
    <details className="task-leaves">
      <summary>{t('procedure.task.leaves', { n: lines.length })}</summary>
      <ul>
        {lines.map(([id, line]) => (
          <li key={id}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
