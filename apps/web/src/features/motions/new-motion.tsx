import type { Wording } from '@kengesh/domain';
import { accepted, DraftForm, useDraftForm } from '../../drafts/draft-form.js';
import { excerpt } from '../../drafts/excerpt.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Field } from '../../ui/field.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { SelectField } from '../../ui/select-field.js';
import { WordingField, written } from '../../ui/wording-field.js';

const HOW = ['supersedes', 'repeals'] as const;

interface MotionDraft {
  readonly text: Wording;
  readonly mover: string;
  readonly changed: string;
  readonly how: (typeof HOW)[number];
}
const EMPTY: MotionDraft = { text: {}, mover: '', changed: '', how: 'supersedes' };

/** A proposal; with `rivalOf`, one in place of another, which stands in a dialog and has a button of its own. */
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
  const { t, localize } = useLanguage();
  const form = useDraftForm<MotionDraft>({
    form: rivalOf ? `rival.${rivalOf}` : `motion.${item}`,
    kind: 'motion',
    item,
    initial: EMPTY,
    words: typed => typed.text,
    label: () => t('chair.draft.send.motion'),
    alone: rivalOf !== undefined,
    missing: typed => ({ text: !written(typed.text) && t('chair.writeFirst') }),
    send: ({ text, mover, changed, how }, ask) =>
      accepted(ask, {
        type: 'motion.submit',
        item,
        text: written(text) ?? {},
        mover: mover || null,
        ...(rivalOf ? { rivalOf } : {}),
        ...(changed ? { effect: { kind: how, motion: changed } } : {}),
      }),
    onDone,
  });
  const { text, mover, changed, how } = form.value;
  const adopted = Object.values(state.motions).filter(
    one => one.status === 'adopted' && !one.amends && !one.partOf && !one.procedure,
  );
  return (
    <DraftForm form={form} yes={t('chair.motion.addNow')} className={rivalOf ? 'stack' : 'card stack'}>
      {rivalOf ? <p className="soft small">{t('procedure.motion.rivalHint')}</p> : null}
      <WordingField
        label={t('chair.motion.text')}
        value={text}
        onChange={next => form.change({ text: next })}
        rows={4}
        max={20000}
        error={form.missing.text || null}
      />
      <Field label={t('chair.motion.moverLabel')}>
        {control => (
          <SeatSelect
            {...control}
            seats={state.prepared?.seats ?? []}
            none={t('chair.motion.bureau')}
            value={mover}
            onChange={next => form.change({ mover: next })}
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
              onChange={next => form.change({ changed: next })}
              options={adopted.map(one => [one.id, excerpt(localize(one.text))])}
            />
            {changed ? (
              <SelectField
                label={t('procedure.motion.effectHow')}
                value={how}
                onChange={value => value && form.change({ how: value })}
                options={HOW.map(one => [one, t(`procedure.motion.effect.${one}`)])}
              />
            ) : null}
          </div>
        </details>
      ) : null}
    </DraftForm>
  );
}
