import type { Seat } from '@kengesh/domain';
import { useLanguage } from '../language.js';

/** A seat of the roll, or none. */
export function SeatSelect({
  seats,
  none,
  value,
  onChange,
  ...control
}: {
  readonly seats: readonly Seat[];
  readonly none: string;
  readonly value: string;
  readonly onChange: (seat: string) => void;
  readonly id?: string;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: boolean | undefined;
}) {
  const { localize } = useLanguage();
  return (
    <select {...control} className="input" value={value} onChange={event => onChange(event.target.value)}>
      <option value="">{none}</option>
      {seats.map(one => (
        <option key={one.id} value={one.id}>
          {localize(one.label)}
        </option>
      ))}
    </select>
  );
}
