import { seatOf, type Wording } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { SeatSelect } from '../../ui/seat-select.js';

export interface NewCandidate {
  readonly label: Wording;
  readonly seat: string | null;
}

/** A name as it was written, in the language of the page; null: nothing is written. */
export const candidateOf = (text: string, language: string): NewCandidate | null =>
  text.trim() ? { label: { [language]: text.trim() }, seat: null } : null;

/** A candidate from the members, or a name written down: `writing` is what is written and not added yet. */
export function CandidateEntry({
  taken,
  onAdd,
  writing,
  onWriting,
  add,
  busy,
}: {
  readonly taken: readonly { readonly seat: string | null }[];
  readonly onAdd: (candidate: NewCandidate) => void;
  readonly writing: string;
  readonly onWriting: (text: string) => void;
  readonly add: string;
  readonly busy?: boolean;
}) {
  const { state } = useSession();
  const { t, language } = useLanguage();
  const seats = state.prepared?.seats.filter(one => !taken.some(other => other.seat === one.id)) ?? [];
  const addName = () => {
    const candidate = candidateOf(writing, language);
    if (!candidate) return;
    onWriting('');
    onAdd(candidate);
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
            value={writing}
            onChange={event => onWriting(event.target.value)}
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
