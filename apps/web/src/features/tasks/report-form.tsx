import type { Task } from '@kengesh/domain';
import { useState } from 'react';
import { excerpt } from '../../drafts/excerpt.js';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import type { Sealed } from './seal.js';
import { Sheet } from './sheet.js';
import { useAskWithText } from './texts.js';

/** A report: by word of mouth, or with a text of which the journal takes the seal. */
export function ReportForm({ task, onDone }: { readonly task: Task; readonly onDone: () => void }) {
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask, askWithText } = useAskWithText();
  const draft = useFormDraft<{ readonly text: string }>({
    form: `report.${task.id}`,
    kind: 'report',
    item: null,
    initial: { text: '' },
    excerpt: () => excerpt(localize(task.text), 40),
  });
  const { text } = draft.value;
  const done = () => {
    draft.clear();
    onDone();
  };
  const [kept, setKept] = useState<Sealed | null>(null);
  const written = text.trim();
  const report = (hash: string | null) => ({ type: 'task.report', task: task.id, hash }) as const;
  const why = whyNot(report(written ? '0'.repeat(64) : null));
  const must = task.report === 'written' || task.report === 'document';
  if (kept) return <Sheet kept={kept} name={`report-${task.id}`} onDone={onDone} />;
  return (
    <form
      className="stack"
      onSubmit={async event => {
        event.preventDefault();
        if (why) return;
        if (!written) {
          if ((await ask(report(null))).ok) done();
          return;
        }
        const made = await askWithText(written, report);
        if (!made) return;
        draft.clear();
        setKept(made);
      }}
    >
      <Field
        label={t('procedure.task.reportText')}
        hint={t(must ? 'procedure.task.reportMust' : 'procedure.task.reportHint')}
      >
        {control => (
          <textarea
            {...control}
            className="input"
            rows={5}
            maxLength={20000}
            value={text}
            onChange={event => draft.change({ text: event.target.value })}
          />
        )}
      </Field>
      <RefusalNotice refusal={refusal} />
      <div className="row">
        <Button type="submit" kind="primary" busy={busy} why={why}>
          {t('procedure.task.reportNow')}
        </Button>
        <Button onClick={done}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
