import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { SingleActForm } from '../../live/single-act-form.js';
import { Field } from '../../ui/field.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { SelectField } from '../../ui/select-field.js';
import { recusalMode } from './represent-of.js';

interface Done {
  readonly onDone: () => void;
}
const WITHOUT_VOTE: readonly string[] = ['observer', 'interpreter', 'secretary'];
const REASONS = ['decision', 'credentials', 'dues'] as const;

function Seat({ value, onChange }: { readonly value: string; readonly onChange: (seat: string) => void }) {
  const { state } = useSession();
  const { t } = useLanguage();
  return (
    <Field label={t('procedure.seat')}>
      {control => (
        <SeatSelect
          {...control}
          seats={(state.prepared?.seats ?? []).filter(one => one.filled)}
          none={t('procedure.choose')}
          value={value}
          onChange={onChange}
        />
      )}
    </Field>
  );
}

export function SubstituteForm({ onDone }: Done) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const [seat, setSeat] = useState('');
  const [participant, setParticipant] = useState('');
  const people = (state.prepared?.participants ?? []).filter(
    one => one.seat === null && !WITHOUT_VOTE.includes(one.role),
  );
  if (people.length === 0) return <p className="soft">{t('procedure.rep.nobodyToSit')}</p>;
  return (
    <SingleActForm
      act={seat && participant ? { type: 'seat.substitute', seat, participant } : null}
      yes={t('procedure.rep.sit')}
      missing={t('procedure.chooseFirst')}
      onDone={onDone}
    >
      <Seat value={seat} onChange={setSeat} />
      <SelectField
        label={t('procedure.rep.who')}
        none={t('procedure.choose')}
        value={participant}
        onChange={setParticipant}
        options={people.map(one => [one.id, localize(one.label)])}
      />
    </SingleActForm>
  );
}

export function RecusalForm({ onDone }: Done) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const items = state.agenda.items.filter(one => one.status !== 'finished');
  const [seat, setSeat] = useState('');
  const [item, setItem] = useState(state.agenda.current ?? items[0]?.id ?? '');
  return (
    <SingleActForm
      act={seat && item ? { type: 'seat.recuse', seat, item } : null}
      yes={t('procedure.rep.recuse')}
      missing={t('procedure.chooseFirst')}
      onDone={onDone}
    >
      <Seat value={seat} onChange={setSeat} />
      <SelectField
        label={t('procedure.item')}
        value={item}
        onChange={setItem}
        options={items.map(one => [one.id, localize(one.title)])}
        hint={t(`procedure.rep.mode.${recusalMode(state)}`)}
      />
    </SingleActForm>
  );
}

export function SuspensionForm({ onDone }: Done) {
  const { t } = useLanguage();
  const [seat, setSeat] = useState('');
  const [reason, setReason] = useState<(typeof REASONS)[number] | ''>('decision');
  return (
    <SingleActForm
      act={seat && reason ? { type: 'seat.suspend', seat, reason } : null}
      yes={t('procedure.rep.suspend')}
      missing={t('procedure.chooseFirst')}
      onDone={onDone}
    >
      <p className="soft">{t('procedure.rep.suspendHint')}</p>
      <Seat value={seat} onChange={setSeat} />
      <SelectField
        label={t('procedure.reason')}
        value={reason}
        onChange={setReason}
        options={REASONS.map(one => [one, t(`procedure.rep.because.${one}`)])}
      />
    </SingleActForm>
  );
}
