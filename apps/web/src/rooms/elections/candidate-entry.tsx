import { seatOf, type Wording } from '@kengesh/domain';
import { useState } from 'react';
import { useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { SeatSelect } from '../../ui/seat-select.js';

export interface NewCandidate {
  readonly label: Wording;
  readonly seat: string | null;
}

/** A candidate from the members, or a name written down. What is written and not added yet is told by `onWriting`. */
export function CandidateEntry({
  taken,
  onAdd,
  onWriting,
  add,
  busy,
}: {
  readonly taken: readonly { readonly seat: string | null }[];
  readonly onAdd: (candidate: NewCandidate) => void;
  readonly onWriting?: (name: NewCandidate | null) => void;
  readonly add: string;
  readonly busy?: boolean;
}) {
  const { state } = useSession();
  const { t, language } = useLanguage();
  const [name, setName] = useState('');
  const seats = state.prepared?.seats.filter(one => !taken.some(other => other.seat === one.id)) ?? [];
  const candidate = (text: string): NewCandidate | null =>
    text.trim() ? { label: { [language]: text.trim() }, seat: null } : null;
  const write = (text: string) => {
    setName(text);
    onWriting?.(candidate(text));
  };
  const addName = () => {
    const one = candidate(name);
    if (!one) return;
    onAdd(one);
    write('');
  };
  return (
    <div className="candidate-new">
      <Field label={t('chair.election.fromSeats')}>
        {control => (
          <SeatSelect
            {...control}
            seats={seats}
            none={t('chair.election.choose')}
            value=""
            onChange={id => {
              const seat = seatOf(state, id);
              if (seat) onAdd({ label: seat.label, seat: id });
            }}
          />
        )}
      </Field>
      <Field label={t('chair.election.byName')}>
        {control => (
          <input
            {...control}
            className="input"
            maxLength={300}
            value={name}
            onChange={event => write(event.target.value)}
            onKeyDown={event => {
              if (event.key !== 'Enter') return;
              event.preventDefault();
              addName();
            }}
          />
        )}
      </Field>
      <Button busy={busy} onClick={addName}>
        {add}
      </Button>
    </div>
  );
}
