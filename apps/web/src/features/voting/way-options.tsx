import { isBureau, leastAcknowledged, participantOf, presenceOf, type VotingProcedure } from '@kengesh/domain';
import { wayRule } from '@kengesh/phrases/page';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Field } from '../../ui/field.js';
import { MethodChoice, Radios } from './method-choice.js';
import type { VoteChoice } from './vote-act.js';

const COUNTDOWNS = [10, 20, 30, 60, 120, 300] as const;

interface Props {
  readonly way: VotingProcedure;
  readonly choice: VoteChoice;
  readonly onChoice: (choice: VoteChoice) => void;
}

/** What the chosen way needs to be told, under a sentence of how it goes. */
export function WayOptions({ way, choice, onChoice }: Props) {
  const { state } = useSession();
  const { t, language } = useLanguage();
  const change = (part: Partial<VoteChoice>) => onChoice({ ...choice, ...part });
  const least = state.prepared?.rules.ballots?.writtenLeastMinutes;
  const rule = wayRule(language, {
    way,
    consensus: { by: choice.by, except: state.prepared?.rules.ballots?.consensusExcept ?? 0 },
  });
  return (
    <div className="way-options stack">
      <p className="small">
        {t(`conduct.way.hint.${way}`)}
        {way === 'consensus' && rule ? ` (${rule})` : ''}
      </p>
      <div className="vote-choice">
        {way === 'roll_call' ? (
          <Field label={t('conduct.way.seed')} hint={t('conduct.way.seedHint')}>
            {control => (
              <input
                {...control}
                className="input"
                maxLength={200}
                value={choice.seed}
                onChange={event => change({ seed: event.target.value })}
              />
            )}
          </Field>
        ) : null}
        {way === 'paper' ? (
          <>
            <Teller n={1} choice={choice} onChange={tellers => change({ tellers })} />
            <Teller n={2} choice={choice} onChange={tellers => change({ tellers })} />
          </>
        ) : null}
        {way === 'no_objection' ? (
          <Field label={t('conduct.way.countdown')}>
            {control => (
              <select
                {...control}
                className="input"
                value={choice.seconds}
                onChange={event => change({ seconds: Number(event.target.value) })}
              >
                {COUNTDOWNS.map(seconds => (
                  <option key={seconds} value={seconds}>
                    {t('conduct.way.seconds', { n: seconds })}
                  </option>
                ))}
              </select>
            )}
          </Field>
        ) : null}
        {way === 'consensus' ? (
          <Radios
            label={t('conduct.way.by')}
            value={choice.by}
            options={[
              ['seat', t('conduct.way.by.seat')],
              ['state', t('conduct.way.by.state')],
            ]}
            onChange={by => change({ by: by === 'state' ? 'state' : 'seat' })}
          />
        ) : null}
        {way === 'written' ? (
          <MethodChoice everyone value={choice.method} onChange={method => change({ method })} />
        ) : null}
        {way === 'written' || way === 'silence' ? (
          <Field
            label={t('conduct.way.deadline')}
            hint={`${t('conduct.way.deadlineHint')}${least === undefined ? '' : ` ${t('conduct.way.deadlineLeast', { n: least })}`}`}
          >
            {control => (
              <input
                {...control}
                className="input"
                type="datetime-local"
                value={choice.deadline}
                onChange={event => change({ deadline: event.target.value })}
              />
            )}
          </Field>
        ) : null}
        {way === 'silence' ? (
          <Field
            label={t('conduct.way.acknowledged')}
            hint={t('conduct.way.acknowledgedHint', { n: leastAcknowledged(state, state.agenda.current) })}
          >
            {control => (
              <input
                {...control}
                className="input"
                type="number"
                min={0}
                max={20000}
                placeholder={String(leastAcknowledged(state, state.agenda.current))}
                value={choice.minAcknowledged ?? ''}
                onChange={event =>
                  change({ minAcknowledged: event.target.value === '' ? null : whole(event.target.value) })
                }
              />
            )}
          </Field>
        ) : null}
      </div>
    </div>
  );
}

/** A number of people as typed: whole, not below nought. */
export const whole = (text: string): number => Math.max(0, Math.trunc(Number(text)) || 0);

function Teller({
  n,
  choice,
  onChange,
}: {
  readonly n: 1 | 2;
  readonly choice: VoteChoice;
  readonly onChange: (tellers: VoteChoice['tellers']) => void;
}) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const [first, second] = choice.tellers;
  const other = n === 1 ? second : first;
  // A teller enters the count on this page, which only the bureau has; those who are in the hall stand first.
  const here = (id: string) => {
    const presence = presenceOf(state, id);
    return presence?.here === true && presence.mode === 'hall';
  };
  const all = state.prepared?.participants.filter(one => one.id !== other && isBureau(state, one.id)) ?? [];
  const sorted = [...all].sort((a, b) => Number(here(b.id)) - Number(here(a.id)));
  return (
    <Field label={t('conduct.way.teller', { n })}>
      {control => (
        <select
          {...control}
          className="input"
          value={n === 1 ? first : second}
          onChange={event => onChange(n === 1 ? [event.target.value, second] : [first, event.target.value])}
        >
          <option value="">{t('conduct.way.chooseTeller')}</option>
          {sorted.map(one => (
            <option key={one.id} value={one.id}>
              {localize(participantOf(state, one.id)?.label ?? {})}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
