import { useLanguage } from '../../language.js';
import { Field } from '../../ui/field.js';
import { Radios } from '../voting/method-choice.js';

const COUNTS = ['plurality', 'block_plurality', 'approval', 'absolute_majority', 'stv'] as const;

export interface Terms {
  /** `plurality`: one office, opened at once; the others are called, and nominated for. */
  readonly count: (typeof COUNTS)[number];
  /** As typed. */
  readonly seats: string;
  readonly onTie: 'runoff' | 'lot';
  /** Local dates of the session's zone, or empty. */
  readonly from: string;
  readonly to: string;
}
export const USUAL_TERMS: Terms = { count: 'plurality', seats: '1', onTie: 'runoff', from: '', to: '' };

/** The term of office as an act wants it; undefined where only one of its days is given. */
export function termOf({ from, to }: Terms): { from: string; to: string } | null | undefined {
  if (!from && !to) return null;
  return from && to ? { from, to } : undefined;
}

/** Places to be filled: one at least. */
export const placesOf = ({ count, seats }: Terms): number =>
  count === 'absolute_majority' ? 1 : Math.min(50, Math.max(1, Math.trunc(Number(seats)) || 1));

/** What is rarer of an election: how it is counted, places, ties, the term of office. */
export function ElectionTerms({
  value,
  onChange,
  error,
}: {
  readonly value: Terms;
  readonly onChange: (value: Terms) => void;
  readonly error: string | null;
}) {
  const { t } = useLanguage();
  const change = (part: Partial<Terms>) => onChange({ ...value, ...part });
  return (
    <details className="election-terms" open={value.count !== 'plurality' || undefined}>
      <summary>{t('conduct.election.more')}</summary>
      <div className="vote-choice">
        <Radios
          label={t('conduct.election.count')}
          value={value.count}
          options={COUNTS.map(one => [one, t(`conduct.election.count.${one}`)])}
          onChange={count => change({ count: COUNTS.find(one => one === count) ?? 'plurality' })}
        />
        {value.count === 'plurality' ? null : (
          <div className="stack">
            {value.count === 'absolute_majority' ? (
              <p className="small soft">{t('conduct.election.oneSeat')}</p>
            ) : (
              <Field label={t('conduct.election.seats')}>
                {control => (
                  <input
                    {...control}
                    className="input"
                    type="number"
                    min={1}
                    max={50}
                    value={value.seats}
                    onChange={event => change({ seats: event.target.value })}
                  />
                )}
              </Field>
            )}
            {value.count === 'stv' ? null : (
              <Radios
                label={t('conduct.election.onTie')}
                value={value.onTie}
                options={[
                  ['runoff', t('conduct.election.onTie.runoff')],
                  ['lot', t('conduct.election.onTie.lot')],
                ]}
                onChange={onTie => change({ onTie: onTie === 'lot' ? 'lot' : 'runoff' })}
              />
            )}
          </div>
        )}
        {value.count === 'plurality' ? null : (
          <fieldset className="stack">
            <legend className="field">
              <span className="label">{t('conduct.election.term')}</span>
            </legend>
            <Field label={t('conduct.election.termFrom')} error={error}>
              {control => (
                <input
                  {...control}
                  className="input"
                  type="date"
                  value={value.from}
                  onChange={event => change({ from: event.target.value })}
                />
              )}
            </Field>
            <Field label={t('conduct.election.termTo')}>
              {control => (
                <input
                  {...control}
                  className="input"
                  type="date"
                  value={value.to}
                  onChange={event => change({ to: event.target.value })}
                />
              )}
            </Field>
          </fieldset>
        )}
      </div>
    </details>
  );
}
