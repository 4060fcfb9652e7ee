import { useCallback } from 'react';
import type { SearchPopup } from '../../kit/choice-button.js';
import { SearchList } from '../../kit/combobox.js';
import { useLanguage } from '../../language.js';
import { findZones } from './zone-search.js';

/** The list of the zone picker. */
export function ZoneList({
  popup,
  label,
  at,
  zone,
  onChoose,
}: {
  readonly popup: SearchPopup;
  readonly label: string;
  /** The moment whose clocks are shown. */
  readonly at: number;
  readonly zone: string;
  readonly onChoose: (zone: string) => void;
}) {
  const { language, t } = useLanguage();
  const find = useCallback(
    (typed: string) => {
      const { options, found, all } = findZones(typed, language, at, zone);
      return { options, said: typed.trim() === '' ? t('desk.zone.hint') : t('desk.found', { n: found, all }) };
    },
    [language, at, zone, t],
  );
  return <SearchList popup={popup} label={label} chosen={zone} find={find} onChoose={onChoose} />;
}
