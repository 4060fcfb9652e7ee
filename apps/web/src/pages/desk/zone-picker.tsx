import { useId, useState } from 'react';
import { useLanguage } from '../../language.js';
import { FormField, useValue } from './fields.js';
import { useAround } from './form.js';
import { cityOf, SEED_ZONES } from './times.js';

const OTHER = 'other';

/** Our zones by their cities first; any other by its IANA name, with what the browser knows offered while typing. */
export function ZonePicker({ name, hint }: { readonly name: string; readonly hint?: string }) {
  const { language, t } = useLanguage();
  const [zone, onChange] = useValue<string>(name);
  const { labels } = useAround();
  const list = useId();
  const seeded = SEED_ZONES.find(one => one === zone);
  const [typing, setTyping] = useState(!seeded);
  const other = typing || !seeded;
  const all = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return (
    <div className="zone">
      <FormField path={other ? `${name}.list` : name} label={labels[name]} hint={hint}>
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
        <FormField path={name} label={t('desk.zone.name')} hint={t('desk.zone.hint')}>
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
