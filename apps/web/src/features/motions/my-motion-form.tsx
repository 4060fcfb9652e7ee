import type { Act } from '@kengesh/domain';
import { useId, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';

/** A text of one's own for the decision of the council; the bureau admits it. */
export function MyMotionForm({ seat }: { readonly seat: string }) {
  const { t, localize, language } = useLanguage();
  const { state } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const whyNot = useRefusalReason();
  const [text, setText] = useState('');
  const [sent, setSent] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  const hint = useId();
  const items = state.agenda.items.filter(one => one.status !== 'finished');
  const item = items.find(one => one.id === (chosen ?? state.agenda.current)) ?? items[0];
  if (!item) return <p className="soft">{t('delegate.agenda.empty')}</p>;
  const act: Act = { type: 'motion.submit', item: item.id, text: { [language]: text.trim() || '…' }, mover: seat };
  const no = text.trim() === '' ? t('part.motion.empty') : whyNot(act);
  const submit = async () => {
    const answer = await ask(act);
    if (!answer.ok) return;
    setText('');
    setSent(true);
  };
  return (
    <>
      <Field label={t('part.motion.item')}>
        {control => (
          <select {...control} className="input" value={item.id} onChange={event => setChosen(event.target.value)}>
            {items.map(one => (
              <option key={one.id} value={one.id}>
                {localize(one.title)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={t('part.motion.text')} hint={t('part.motion.hint')}>
        {control => (
          <textarea
            {...control}
            className="input"
            lang={language}
            rows={6}
            maxLength={20000}
            value={text}
            onChange={event => {
              setText(event.target.value);
              setSent(false);
            }}
          />
        )}
      </Field>
      <Button kind="primary" busy={busy} why={no} onClick={() => void submit()}>
        {t('part.motion.submit')}
      </Button>
      <p id={hint} role="status" className="small">
        {sent ? t('part.motion.sent') : ''}
      </p>
      <RefusalNotice refusal={refusal} />
    </>
  );
}
