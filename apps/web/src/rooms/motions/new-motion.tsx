import type { Wording } from '@kengesh/domain';
import { useState } from 'react';
import { useAsk, useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { useFocusFirst } from '../../ui/focus-first.js';
import { Refused } from '../../ui/refused.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { WordingField, written } from '../../ui/wording-field.js';

/** A proposal; with `rivalOf`, one in place of another. */
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
  const { t } = useLanguage();
  const { busy, refusal, ask } = useAsk();
  const [text, setText] = useState<Wording>({});
  const [mover, setMover] = useState('');
  const [error, setError] = useState<string | null>(null);
  const form = useFocusFirst<HTMLFormElement>();
  return (
    <form
      ref={form}
      className={rivalOf ? 'stack' : 'card stack'}
      onSubmit={async event => {
        event.preventDefault();
        const given = written(text);
        setError(given ? null : t('chair.writeFirst'));
        if (!given) return;
        const rival = rivalOf ? { rivalOf } : {};
        const answer = await ask({ type: 'motion.submit', item, text: given, mover: mover || null, ...rival });
        if (answer.ok) onDone();
      }}
    >
      {rivalOf ? <p className="soft small">{t('procedure.motion.rivalHint')}</p> : null}
      <WordingField label={t('chair.motion.text')} value={text} onChange={setText} rows={4} max={20000} error={error} />
      <Field label={t('chair.motion.moverLabel')}>
        {control => (
          <SeatSelect
            {...control}
            seats={state.prepared?.seats ?? []}
            none={t('chair.motion.bureau')}
            value={mover}
            onChange={setMover}
          />
        )}
      </Field>
      <Refused refusal={refusal} />
      <div className="row">
        <Button type="submit" kind="primary" size="small" busy={busy}>
          {t('chair.motion.addNow')}
        </Button>
        <Button size="small" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
