import { useId, useState } from 'react';
import { useLanguage } from '../../language.js';
import { type Errors, FormField } from './form.js';
import { cityOf, SEED_ZONES } from './times.js';

const OTHER = 'other';

/** Our zones by their cities first; any other by its IANA name, with what the browser knows offered while typing. */
export function ZonePicker({
  path,
  errors,
  label,
  hint,
  zone,
  onChange,
}: {
  readonly path: string;
  readonly errors: Errors;
  readonly label: string;
  readonly hint?: string;
  readonly zone: string;
  readonly onChange: (zone: string) => void;
}) {
  const { language, t } = useLanguage();
  const list = useId();
  const seeded = SEED_ZONES.find(one => one === zone);
  const [typing, setTyping] = useState(!seeded);
  const other = typing || !seeded;
  const all = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return (
    <div className="zone">
      <FormField path={other ? `${path}.list` : path} errors={other ? {} : errors} label={label} hint={hint}>
        {control => (
          <select
            {...control}
            className="input"
            value={other ? OTHER : zone}
            onChange={event => {
              const { value } = event.target;
              setTyping(value === OTHER);
              onChange(value === OTHER ? '' : value);
            }}
          >
            {SEED_ZONES.map(one => (
              <option key={one} value={one}>
                {cityOf(language, one)}
              </option>
            ))}
            <option value={OTHER}>{t('desk.zone.other')}</option>
          </select>
        )}
      </FormField>
      {other ? (
        <FormField path={path} errors={errors} label={t('desk.zone.name')} hint={t('desk.zone.hint')}>
          {control => (
            <>
              <input
                {...control}
                className="input"
                list={list}
                autoComplete="off"
                spellCheck={false}
                maxLength={60}
                value={zone}
                onChange={event => onChange(event.target.value)}
              />
              <datalist id={list}>
                {all.map(one => (
                  <option key={one} value={one} />
                ))}
              </datalist>
            </>
          )}
        </FormField>
      ) : null}
    </div>
  );
}
