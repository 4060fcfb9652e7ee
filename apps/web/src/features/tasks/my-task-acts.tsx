import { type Act, type Task } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { useAskWithText } from './texts.js';

/** One's own task: taken up, reported on. The journal keeps the seal of a written report; its text stands beside it. */
export function MyTaskActs({ task }: { readonly task: Task }) {
  const { t } = useLanguage();
  const { busy, refusal, ask, askWithText } = useAskWithText();
  const whyNot = useRefusalReason();
  const [reporting, setReporting] = useState(false);
  const [text, setText] = useState('');
  const [kept, setKept] = useState<string | null>(null);
  const status = task.status ?? 'open';
  const start: Act = { type: 'task.start', task: task.id };
  const spoken: Act = { type: 'task.report', task: task.id, hash: null };
  const report = async () => {
    const words = text.trim();
    const seal = words ? await askWithText(words, hash => ({ type: 'task.report', task: task.id, hash })) : null;
    if (words ? !seal : !(await ask(spoken)).ok) return;
    setReporting(false);
    setText('');
    setKept(seal && `${seal.key}\n${words}`);
  };
  const open = status === 'open' || status === 'in_progress';
  return (
    <>
      <span className="row small">
        <span className={`badge ${status === 'accepted' ? 'for' : status === 'reported' ? 'accent' : ''}`}>
          {t('part.task.status', { status })}
        </span>
        {status === 'open' ? (
          <Button size="small" busy={busy} onClick={() => void ask(start)}>
            {t('part.task.start')}
          </Button>
        ) : null}
        {open && !reporting ? (
          <Button size="small" onClick={() => setReporting(true)}>
            {t('part.task.report')}
          </Button>
        ) : null}
      </span>
      {open && reporting ? (
        <span className="stack">
          <Field label={t('part.task.text')} hint={t('part.task.hint')}>
            {control => (
              <textarea
                {...control}
                className="input"
                rows={3}
                maxLength={5000}
                value={text}
                onChange={event => setText(event.target.value)}
              />
            )}
          </Field>
          <Button kind="primary" busy={busy} why={text.trim() ? null : whyNot(spoken)} onClick={() => void report()}>
            {t(text.trim() ? 'part.task.send' : 'part.task.spoken')}
          </Button>
        </span>
      ) : null}
      {kept ? (
        <Field label={t('part.task.copy')}>
          {control => <textarea {...control} className="input" readOnly rows={3} value={kept} />}
        </Field>
      ) : null}
      <RefusalNotice refusal={refusal} />
    </>
  );
}
