import { forcedMajority, forecast, type Voting, WAYS } from '@kengesh/domain';
import { forecastSentences, ruleSentence, wayName } from '@kengesh/phrases/page';
import { useId, useState } from 'react';
import { excerpt } from '../../drafts/excerpt.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Field } from '../../ui/field.js';
import { howHeld } from './how-held.js';
import { Radios } from './method-choice.js';
import { NoDeviceNote } from './no-device-note.js';
import { needsRepeat, waitingMotions } from './pending-voters.js';
import { SecrecyNote } from './secrecy-note.js';
import { majorityOf, ownEnd, USUAL, type VoteChoice, voteAct, withoutMajority } from './vote-act.js';
import { WayOptions } from './way-options.js';

export { USUAL, type VoteChoice };

const MINUTES = [1, 2, 3, 5, 10, 15, 30] as const;

interface Props {
  readonly item: string;
  readonly choice: VoteChoice;
  readonly onChoice: (choice: VoteChoice) => void;
}

/** Before a vote: the text it is on and what it will need; in what way, by what majority and until when is folded below. */
export function VoteChoicePanel({ item, choice, onChoice }: Props) {
  const { state } = useSession();
  const { t, localize, language } = useLanguage();
  const motions = waitingMotions(state, item);
  const [unfolded, setUnfolded] = useState(false);
  const motion = motions.find(one => one.id === choice.motion) ?? motions[0];
  const forced = motion ? forcedMajority(state, motion) : null;
  const majorities = (state.prepared?.rules.majorities ?? []).filter(one => forced === null || one.key === forced);
  const lacks = motion !== undefined && typeof voteAct(state, motion.id, choice) === 'string';
  return (
    <div className="stack">
      {motions.length > 1 ? (
        <Field label={t('chair.vote.onWhat')}>
          {control => (
            <select
              {...control}
              className="input"
              value={motion?.id}
              onChange={event => onChoice({ ...choice, motion: event.target.value })}
            >
              {motions.map(one => (
                <option key={one.id} value={one.id}>
                  {needsRepeat(state, one) ? `↻ ${excerpt(localize(one.text))}` : excerpt(localize(one.text))}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : null}
      {motion ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and is reached by keyboard
        <p className="vote-text to-put" tabIndex={0}>
          {localize(motion.text)}
        </p>
      ) : null}
      {choice.way === null && choice.method === 'secret' ? (
        <NoDeviceNote onPaper={() => onChoice({ ...choice, way: 'paper' })} />
      ) : null}
      <details
        className="vote-settings"
        open={unfolded || lacks}
        onToggle={event => setUnfolded(event.currentTarget.open)}
      >
        <summary>
          {t('chair.vote.settings')}
          {motion ? <span className="soft small"> {howHeld({ t, language }, state, motion.id, choice)}</span> : null}
        </summary>
        <div className="stack">
          <div className="vote-choice of-motion">
            <WayChoice choice={choice} onChoice={onChoice} />
            {withoutMajority(choice.way) ? null : (
              <Radios
                label={t('chair.vote.majority')}
                value={motion ? majorityOf(state, motion.id, choice) : ''}
                options={majorities.map(one => [one.key, ruleSentence(language, { ...one.threshold, key: one.key })])}
                onChange={majority => onChoice({ ...choice, majority })}
              />
            )}
            {ownEnd(choice.way) ? null : (
              <ClosingChoice
                value={choice.closesInSeconds}
                onChange={closesInSeconds => onChoice({ ...choice, closesInSeconds })}
              />
            )}
          </div>
          {choice.way ? <WayOptions way={choice.way} choice={choice} onChoice={onChoice} /> : null}
        </div>
      </details>
      {motion && choice.method === 'secret' && choice.way !== 'written' ? (
        <SecrecyNote onNamed={() => onChoice({ ...choice, way: null, method: 'named' })} />
      ) : null}
      {motion && !withoutMajority(choice.way) && choice.way !== 'written' ? (
        <ForecastNote majority={majorityOf(state, motion.id, choice)} />
      ) : null}
    </div>
  );
}

/** What a vote opened now would need, in sentences (what the simulator says of the same numbers). */
function ForecastNote({ majority }: { readonly majority: string }) {
  const { state } = useSession();
  const { t, language } = useLanguage();
  const found = forecast(state, majority);
  if (!found) return null;
  const short = !found.quorum.met || !found.reachable;
  return (
    <p className={short ? 'forecast notice warn' : 'forecast small'} aria-live="polite">
      <span className="overline">{t('conduct.forecast')} </span>
      {forecastSentences(language, found).join(' ')}
    </p>
  );
}

/** Named or secret in sight; the rarer ways one step away, and in sight again once chosen. */
function WayChoice({ choice, onChoice }: Omit<Props, 'item'>) {
  const { t, language } = useLanguage();
  const name = useId();
  const plain = (method: Voting['method']) => (
    <label>
      <input
        type="radio"
        name={name}
        checked={choice.way === null && choice.method === method}
        onChange={() => onChoice({ ...choice, way: null, method })}
      />{' '}
      {t(`roles.method.${method}`)}
    </label>
  );
  return (
    <fieldset className="radios">
      <legend>{t('chair.vote.method')}</legend>
      {plain('named')}
      {plain('secret')}
      <details open={choice.way !== null || undefined}>
        <summary>{t('conduct.way.other')}</summary>
        {WAYS.map(way => (
          <label key={way}>
            <input
              type="radio"
              name={name}
              checked={choice.way === way}
              onChange={() => onChoice({ ...choice, way, method: way === 'paper' ? 'secret' : 'named' })}
            />{' '}
            {wayName(language, { way })}
          </label>
        ))}
      </details>
    </fieldset>
  );
}

export function ClosingChoice({
  value,
  onChange,
}: {
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
}) {
  const { t } = useLanguage();
  return (
    <Field label={t('chair.vote.closing')}>
      {control => (
        <select
          {...control}
          className="input"
          value={value ?? ''}
          onChange={event => onChange(event.target.value === '' ? null : Number(event.target.value))}
        >
          <option value="">{t('chair.vote.whenSaid')}</option>
          {MINUTES.map(minutes => (
            <option key={minutes} value={minutes * 60}>
              {t('chair.vote.after', { n: minutes })}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
