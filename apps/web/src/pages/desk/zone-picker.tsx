import { formatOffset } from '@kengesh/phrases/page';
import { useState } from 'react';
import { ChoiceButton } from '../../kit/choice-button.js';
import { useLanguage } from '../../language.js';
import { knownZone, offsetMinutes } from '../../ui/zone-time.js';
import { FormField, useValue } from './fields.js';
import { useAround } from './form.js';
import { LISTS } from './lists.js';
import { cityOf } from './times.js';

/** A zone by its city: ours first, any other by typing. `day` is the one whose clocks are meant, today where it is left out. */
export function ZonePicker({
  name,
  hint,
  day,
}: {
  readonly name: string;
  readonly hint?: string;
  readonly day?: string;
}) {
  const { language } = useLanguage();
  const [zone, onChange] = useValue<string>(name);
  const { labels } = useAround();
  const [now] = useState(Date.now);
  const noon = Date.parse(`${day}T12:00:00Z`);
  const at = Number.isNaN(noon) ? now : noon;
  const answer = knownZone(zone) ? `${cityOf(language, zone)} · ${formatOffset(offsetMinutes(at, zone))}` : zone;
  return (
    <div className="zone">
      <FormField path={name} hint={hint}>
        {control => (
          <ChoiceButton control={control} answer={answer} fetchList={LISTS.zones}>
            {({ ZoneList }, popup) => (
              <ZoneList popup={popup} label={labels[name] ?? ''} at={at} zone={zone} onChoose={onChange} />
            )}
          </ChoiceButton>
        )}
      </FormField>
    </div>
  );
}
