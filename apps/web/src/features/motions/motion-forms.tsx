import { INADMISSIBLE, type Motion, NOT_PUT, type Wording } from '@kengesh/domain';
import { useState } from 'react';
import { excerpt } from '../../drafts/excerpt.js';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { SingleActForm } from '../../live/single-act-form.js';
import { Field } from '../../ui/field.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { SelectField } from '../../ui/select-field.js';
import { WordingField, written } from '../../ui/wording-field.js';

interface Props {
  readonly motion: Motion;
  readonly onDone: () => void;
}

function SeatField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (seat: string) => void;
}) {
  const { state } = useSession();
  const { t } = useLanguage();
  return (
    <Field label={label}>
      {control => (
        <SeatSelect
          {...control}
          seats={state.prepared?.seats ?? []}
          none={t('procedure.choose')}
          value={value}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

function DateField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (date: string) => void;
}) {
  return (
    <Field label={label}>
      {control => (
        <input
          {...control}
          className="input"
          type="date"
          value={value}
          onChange={event => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}

/** A hand raised in the hall for somebody's motion. */
export function SecondForm({ motion, onDone }: Props) {
  const { t } = useLanguage();
  const [seat, setSeat] = useState('');
  return (
    <SingleActForm
      act={seat ? { type: 'motion.second', motion: motion.id, seat } : null}
      yes={t('procedure.motion.secondNow')}
      missing={t('procedure.chooseFirst')}
      onDone={onDone}
    >
      <SeatField label={t('procedure.motion.whoSeconds')} value={seat} onChange={setSeat} />
    </SingleActForm>
  );
}

export function TakeOverForm({ motion, onDone }: Props) {
  const { t } = useLanguage();
  const [seat, setSeat] = useState('');
  return (
    <SingleActForm
      act={seat ? { type: 'motion.takeOver', motion: motion.id, seat } : null}
      yes={t('procedure.motion.takeOverNow')}
      missing={t('procedure.chooseFirst')}
      onDone={onDone}
    >
      <SeatField label={t('procedure.motion.whoTakes')} value={seat} onChange={setSeat} />
    </SingleActForm>
  );
}

export function InadmissibleForm({ motion, onDone }: Props) {
  const { t } = useLanguage();
  const [reason, setReason] = useState<(typeof INADMISSIBLE)[number] | ''>('');
  return (
    <SingleActForm
      act={reason ? { type: 'motion.inadmissible', motion: motion.id, reason } : null}
      yes={t('procedure.motion.inadmissibleNow')}
      missing={t('procedure.chooseFirst')}
      onDone={onDone}
    >
      <SelectField
        label={t('procedure.reason')}
        none={t('procedure.choose')}
        value={reason}
        onChange={setReason}
        options={INADMISSIBLE.map(one => [one, t(`procedure.motion.reason.${one}`)])}
      />
    </SingleActForm>
  );
}

/** Not put to the vote: agreed so, or because of something that was adopted. */
export function DropForm({ motion, onDone }: Props) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const [reason, setReason] = useState<(typeof NOT_PUT)[number]>('agreed');
  const [by, setBy] = useState('');
  const adopted = Object.values(state.motions).filter(one => one.status === 'adopted' && one.item === motion.item);
  const needsBy = reason !== 'agreed';
  return (
    <SingleActForm
      act={needsBy && !by ? null : { type: 'motion.dropVote', motion: motion.id, reason, by: needsBy ? by : null }}
      yes={t('procedure.motion.dropNow')}
      missing={t('procedure.chooseFirst')}
      onDone={onDone}
    >
      <SelectField
        label={t('procedure.reason')}
        value={reason}
        onChange={value => setReason(value || 'agreed')}
        options={[...NOT_PUT].reverse().map(one => [one, t(`procedure.motion.dropReason.${one}`)])}
      />
      {needsBy ? (
        <SelectField
          label={t('procedure.motion.dropBy')}
          none={t('procedure.choose')}
          value={by}
          onChange={setBy}
          options={adopted.map(one => [one.id, excerpt(localize(one.text))])}
        />
      ) : null}
    </SingleActForm>
  );
}

export function DeferForm({ motion, onDone }: Props) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const [item, setItem] = useState('');
  const [date, setDate] = useState('');
  return (
    <SingleActForm
      act={{ type: 'motion.defer', motion: motion.id, item: item || null, date: item ? null : date || null }}
      yes={t('procedure.motion.deferNow')}
      missing={t('procedure.chooseFirst')}
      onDone={onDone}
    >
      <SelectField
        label={t('procedure.motion.toItem')}
        none={t('procedure.motion.anotherSession')}
        value={item}
        onChange={setItem}
        options={state.agenda.items
          .filter(one => one.status !== 'finished' && one.id !== motion.item)
          .map(one => [one.id, localize(one.title)])}
      />
      {item ? null : <DateField label={t('procedure.motion.toDate')} value={date} onChange={setDate} />}
    </SingleActForm>
  );
}

export function ReferForm({ motion, onDone }: Props) {
  const { t, localize } = useLanguage();
  const draft = useFormDraft<{ readonly body: Wording; readonly due: string }>({
    form: `refer.${motion.id}`,
    kind: 'referral',
    item: motion.item,
    initial: { body: {}, due: '' },
    excerpt: typed => excerpt(localize(typed.body), 40),
  });
  const { body, due } = draft.value;
  const given = written(body);
  return (
    <SingleActForm
      act={given ? { type: 'motion.refer', motion: motion.id, body: given, due: due || null } : null}
      yes={t('procedure.motion.referNow')}
      missing={t('chair.writeFirst')}
      onDone={onDone}
      draft={draft}
    >
      <WordingField
        label={t('procedure.motion.toBody')}
        value={body}
        onChange={next => draft.change({ body: next })}
        max={300}
      />
      <DateField label={t('procedure.motion.backBy')} value={due} onChange={next => draft.change({ due: next })} />
    </SingleActForm>
  );
}

export function MergeForm({ motion, onDone }: Props) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const [into, setInto] = useState('');
  const others = Object.values(state.motions).filter(
    one =>
      one.item === motion.item &&
      one.id !== motion.id &&
      !one.amends &&
      !one.partOf &&
      !one.procedure &&
      (one.status === 'submitted' || one.status === 'admitted'),
  );
  if (others.length === 0) return <p className="soft">{t('procedure.motion.nothingToMerge')}</p>;
  return (
    <SingleActForm
      act={into ? { type: 'motion.merge', motion: motion.id, into } : null}
      yes={t('procedure.motion.mergeNow')}
      missing={t('procedure.chooseFirst')}
      onDone={onDone}
    >
      <SelectField
        label={t('procedure.motion.intoWhich')}
        none={t('procedure.choose')}
        value={into}
        onChange={setInto}
        options={others.map(one => [one.id, excerpt(localize(one.text))])}
      />
    </SingleActForm>
  );
}

/** The text in languages it does not have; what it has stands, and is shown so that it can be read beside. */
export function TranslateForm({ motion, onDone }: Props) {
  const { t, localize } = useLanguage();
  const draft = useFormDraft<{ readonly text: Wording }>({
    form: `translate.${motion.id}`,
    kind: 'translation',
    item: motion.item,
    initial: { text: motion.text },
    excerpt: () => excerpt(localize(motion.text), 40),
  });
  const { text } = draft.value;
  const given = written(text);
  return (
    <SingleActForm
      act={given ? { type: 'motion.translate', motion: motion.id, text: given } : null}
      yes={t('procedure.motion.translateNow')}
      missing={t('chair.writeFirst')}
      onDone={onDone}
      draft={draft}
    >
      <p className="soft small">{t('procedure.motion.translateHint')}</p>
      <WordingField
        label={t('chair.motion.text')}
        value={text}
        onChange={next => draft.change({ text: next })}
        rows={4}
        max={20000}
      />
    </SingleActForm>
  );
}
