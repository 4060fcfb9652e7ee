import type { Wording } from '@kengesh/domain';
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
import { excerpt } from '../voting/vote-choice.js';

const HOW = ['supersedes', 'repeals'] as const;

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
  const { t, w } = useLanguage();
  const { busy, refusal, ask } = useAsk();
  const [text, setText] = useState<Wording>({});
  const [mover, setMover] = useState('');
  const [changed, setChanged] = useState('');
  const [how, setHow] = useState<(typeof HOW)[number]>('supersedes');
  const adopted = Object.values(state.motions).filter(
    one => one.status === 'adopted' && !one.amends && !one.partOf && !one.procedure,
  );
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
        const effect = changed ? { effect: { kind: how, motion: changed } } : {};
        const answer = await ask({
          type: 'motion.submit',
          item,
          text: given,
          mover: mover || null,
          ...rival,
          ...effect,
        });
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
      {adopted.length > 0 ? (
        <details className="motion-effect" open={changed !== '' || undefined}>
          <summary>{t('procedure.motion.effect')}</summary>
          <div className="stack">
            <SelectField
              label={t('procedure.motion.effect')}
              none={t('procedure.motion.noEffect')}
              value={changed}
              onChange={setChanged}
              options={adopted.map(one => [one.id, excerpt(w(one.text))])}
            />
            {changed ? (
              <SelectField
                label={t('procedure.motion.effectHow')}
                value={how}
                onChange={value => value && setHow(value)}
                options={HOW.map(one => [one, t(`procedure.motion.effect.${one}`)])}
              />
            ) : null}
          </div>
        </details>
      ) : null}
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
