import { RETURNED, TAKEN_BACK, type Task, type TaskState, taskState } from '@kengesh/domain';
import { formatLocalDate } from '@kengesh/phrases/page';
import { useState } from 'react';
import { excerpt } from '../../drafts/excerpt.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { SingleActForm } from '../../live/single-act-form.js';
import { Button } from '../../ui/button.js';
import { useNow } from '../../ui/clock.js';
import { Dialog } from '../../ui/dialog.js';
import { useFormRequest } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SelectField } from '../../ui/select-field.js';
import { offsetMinutes } from '../../ui/zone-time.js';
import { seatLabel } from '../representation/represent-of.js';
import { KeptText } from './kept-texts.js';
import { ReportForm } from './report-form.js';

const TONE: { readonly [state in TaskState]: string } = {
  open: '',
  in_progress: 'accent',
  reported: 'accent',
  accepted: 'for',
  withdrawn: 'abstain',
  overdue: 'warn',
};
type OpenTaskForm = 'report' | 'return' | 'withdraw';

/** A task with who and until when, and how it stands; its further life is folded away until it is wanted. */
export function TaskRow({ task, bureau }: { readonly task: Task; readonly bureau: boolean }) {
  const { state, now } = useSession();
  const { t, localize, language } = useLanguage();
  const at = useNow(now, 60_000);
  const [asked, setAsked] = useState<OpenTaskForm | null>(null);
  useFormRequest(`report.${task.id}`, () => setAsked('report'));
  const zone = state.prepared?.session.zone ?? 'UTC';
  const status = taskState(task, new Date(at).toISOString(), offsetMinutes(at, zone));
  const seat = (one: string) => localize(seatLabel(state, one));
  const due = task.due
    ? t('chair.task.dueBy', { date: formatLocalDate(language, task.due) })
    : task.next
      ? t('procedure.task.next')
      : t('chair.task.standing');
  return (
    <li className={status === 'withdrawn' ? 'old' : undefined}>
      <span>
        {localize(task.text)}
        {status === 'open' ? null : (
          <>
            {' '}
            <span className={`badge ${TONE[status]}`}>
              {status === 'accepted' ? '✓ ' : ''}
              {t(`procedure.task.state.${status}`)}
            </span>
          </>
        )}
      </span>
      <span className="small soft">
        {[
          seat(task.responsible),
          due,
          task.co?.length ? t('procedure.task.co', { names: task.co.map(seat).join(', ') }) : null,
          task.control ? t('procedure.task.control', { name: seat(task.control) }) : null,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <KeptText hash={task.reportHash} />
      {bureau ? <Life task={task} onAsk={setAsked} /> : null}
      {asked ? (
        <Dialog
          title={t(
            asked === 'report'
              ? 'procedure.task.report'
              : asked === 'return'
                ? 'procedure.task.returnNow'
                : 'procedure.task.withdraw',
          )}
          open
          onClose={() => setAsked(null)}
        >
          {asked === 'report' ? (
            <ReportForm task={task} onDone={() => setAsked(null)} />
          ) : (
            <ReasonForm task={task} what={asked} onDone={() => setAsked(null)} />
          )}
        </Dialog>
      ) : null}
    </li>
  );
}

function Life({ task, onAsk }: { readonly task: Task; readonly onAsk: (what: OpenTaskForm) => void }) {
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const status = task.status ?? 'open';
  const text = excerpt(localize(task.text));
  if (status === 'accepted' || status === 'withdrawn') return null;
  const accept = { type: 'task.accept', task: task.id } as const;
  const start = { type: 'task.start', task: task.id } as const;
  return (
    <div className="task-life">
      {status === 'reported' ? (
        <div className="row">
          <Button
            size="small"
            busy={busy}
            why={whyNot(accept)}
            aria-label={t('procedure.task.acceptOf', { text })}
            onClick={() => void ask(accept)}
          >
            ✓ {t('procedure.task.accept')}
          </Button>
          <Button size="small" kind="quiet" onClick={() => onAsk('return')}>
            {t('procedure.task.return')}
          </Button>
        </div>
      ) : null}
      <details>
        <summary aria-label={t('procedure.task.doingOf', { text })}>{t('procedure.task.doing')}</summary>
        <div className="row">
          {status === 'open' ? (
            <Button size="small" busy={busy} why={whyNot(start)} onClick={() => void ask(start)}>
              {t('procedure.task.start')}
            </Button>
          ) : null}
          <Button size="small" onClick={() => onAsk('report')}>
            {t('procedure.task.report')}
          </Button>
          <Button size="small" kind="quiet" onClick={() => onAsk('withdraw')}>
            {t('procedure.task.withdraw')}
          </Button>
        </div>
      </details>
      <RefusalNotice refusal={refusal} />
    </div>
  );
}

function ReasonForm({
  task,
  what,
  onDone,
}: {
  readonly task: Task;
  readonly what: 'return' | 'withdraw';
  readonly onDone: () => void;
}) {
  const { t } = useLanguage();
  const [returned, setReturned] = useState<(typeof RETURNED)[number]>('incomplete');
  const [taken, setTaken] = useState<(typeof TAKEN_BACK)[number]>('not_needed');
  return what === 'return' ? (
    <SingleActForm
      act={{ type: 'task.return', task: task.id, reason: returned }}
      yes={t('procedure.task.returnNow')}
      missing=""
      onDone={onDone}
    >
      <SelectField
        label={t('procedure.reason')}
        value={returned}
        onChange={value => setReturned(value || 'incomplete')}
        options={RETURNED.map(one => [one, t(`procedure.task.returned.${one}`)])}
      />
    </SingleActForm>
  ) : (
    <SingleActForm
      act={{ type: 'task.withdraw', task: task.id, reason: taken }}
      yes={t('procedure.task.withdraw')}
      missing=""
      onDone={onDone}
    >
      <SelectField
        label={t('procedure.reason')}
        value={taken}
        onChange={value => setTaken(value || 'not_needed')}
        options={TAKEN_BACK.map(one => [one, t(`procedure.task.withdrawn.${one}`)])}
      />
    </SingleActForm>
  );
}
