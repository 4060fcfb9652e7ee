import { channelOf, type Language, videoOf } from '@kengesh/domain';
import { useId } from 'react';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { TONGUES } from './tongues.js';
import './interpretation.css';

/** What one listens to: the floor as it is spoken, or an interpreter, with as much of the floor beneath as one likes. */
export function ChannelChoice({
  channel,
  floor,
  inHall,
  onChannel,
  onFloor,
}: {
  readonly channel: string | null;
  readonly floor: number;
  readonly inHall: boolean;
  readonly onChannel: (channel: Language | null) => void;
  readonly onFloor: (floor: number) => void;
}) {
  const { t } = useLanguage();
  const { state } = useSession();
  const id = useId();
  const { languages } = videoOf(state);
  if (languages.length === 0) return null;
  const option = (value: Language | null) => {
    const nobody = value !== null && !channelOf(state, value);
    return (
      <label key={value ?? 'floor'} className="channel">
        <input type="radio" name={id} checked={channel === value} onChange={() => onChannel(value)} />
        {value === null ? (
          <span>{t(inHall ? 'interpretation.none' : 'interpretation.floor')}</span>
        ) : (
          <span>
            <span lang={value}>{TONGUES[value]}</span>
            {nobody ? <span className="soft small"> · {t('interpretation.nobody')}</span> : null}
          </span>
        )}
      </label>
    );
  };
  return (
    <div className="stack channel-choice">
      <fieldset>
        <legend>{t(inHall ? 'interpretation.headphones' : 'interpretation.listen')}</legend>
        <div className="channels">
          {option(null)}
          {languages.map(option)}
        </div>
      </fieldset>
      {channel !== null && !inHall ? (
        <label className="stack floor-level">
          <span>{t('interpretation.floorLevel', { n: Math.round(floor * 100) })}</span>
          <input
            type="range"
            min={0}
            max={100}
            step={5}
            value={Math.round(floor * 100)}
            aria-valuetext={t('interpretation.percent', { n: Math.round(floor * 100) })}
            onChange={event => onFloor(Number(event.target.value) / 100)}
          />
        </label>
      ) : null}
    </div>
  );
}
