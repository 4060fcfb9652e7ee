import type { SeatRow } from '@kengesh/contracts';
import { useCallback } from 'react';
import type { SearchPopup } from '../../kit/choice-button.js';
import { SearchList } from '../../kit/combobox.js';
import { useLanguage } from '../../language.js';

/** Seats of the roll, found by their names in any language, by delegation and by who sits there; the first answer is none. */
export function SeatList({
  popup,
  label,
  none,
  seats,
  seat,
  onChoose,
}: {
  readonly popup: SearchPopup;
  readonly label: string;
  readonly none: string;
  readonly seats: readonly SeatRow[];
  readonly seat: string;
  readonly onChoose: (seat: string) => void;
}) {
  const { language, t, localize } = useLanguage();
  const find = useCallback(
    (typed: string) => {
      const words = typed.trim().toLocaleLowerCase(language).split(/\s+/);
      const found = seats.filter(({ label, delegation, holder }) => {
        const text = [...Object.values(label), delegation, holder].join(' ').toLocaleLowerCase(language);
        return words.every(word => text.includes(word));
      });
      const options = found.map(({ id, label, holder }) => ({
        key: id,
        text: localize(label),
        ...(holder ? { detail: holder } : {}),
      }));
      return typed.trim() === ''
        ? { options: [{ key: '', text: none }, ...options], said: null }
        : { options, said: t('desk.found', { n: options.length, all: seats.length }) };
    },
    [language, localize, none, seats, t],
  );
  return <SearchList popup={popup} label={label} chosen={seat} find={find} onChoose={onChoose} />;
}
