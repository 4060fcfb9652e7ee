import { BASES, plainJson, threshold } from '@kengesh/domain';
import { ruleSentence } from '@kengesh/phrases/page';
import { useContext } from 'react';
import { useLanguage } from '../../../language.js';
import { Button } from '../../../ui/button.js';
import { FormField } from '../fields.js';
import { useErrors } from '../form.js';
import { errorAt } from '../form-errors.js';
import { ProblemsAt, Weighted } from './problems.js';
import { Choice, ShareFields, SmallNumber, Tick } from './share-fields.js';
import {
  HALF,
  inputOfMajority,
  MAJORITY_KINDS,
  NEW_STATES,
  NEW_THRESHOLD,
  type TypedMajority,
  type TypedThreshold,
} from './typed.js';

const STATE_BASES = ['all', 'present', 'with_position'] as const;
const POSITIONS = ['head', 'internal'] as const;

/** One kind of majority: its share, and beside it, for the few who need them, further conditions and states. */
export function MajorityFields({
  place,
  value,
  only,
  onChange,
  onUsual,
  onRemove,
}: {
  readonly place: number;
  readonly value: TypedMajority;
  /** The only one there is. */
  readonly only: boolean;
  readonly onChange: (part: Partial<TypedMajority>) => void;
  readonly onUsual: () => void;
  readonly onRemove: () => void;
}) {
  const { language, t } = useLanguage();
  const inRules = `majorities.${place}`;
  const path = `rules.${inRules}`;
  const name = value.key || String(place + 1);
  const error = errorAt(useErrors(), `${path}.threshold`);
  const read = threshold.safeParse(inputOfMajority(value));
  const { first, and, states } = value;
  const composed = and.length > 0 || states !== null || first.spoiled;
  return (
    <>
      <FormField path={`${path}.key`} label={t('desk.rules.key')}>
        {control => (
          <input
            {...control}
            className="input"
            maxLength={64}
            spellCheck={false}
            value={value.key}
            onChange={event => onChange({ key: event.target.value })}
          />
        )}
      </FormField>
      <div className="share" data-path={`${path}.threshold`}>
        <ThresholdFields
          name={name}
          wrong={error !== null}
          value={first}
          onChange={part => onChange({ first: { ...first, ...part } })}
        />
        {error ? (
          <span className="error">{error}</span>
        ) : read.success ? (
          <p className="read-back small">= {ruleSentence(language, { ...plainJson(read.data), key: '' })}</p>
        ) : null}
        <ProblemsAt path={inRules} />
        <details className="more-rules" open={composed || undefined}>
          <summary className="small">{t('desk.majority.more')}</summary>
          <div className="stack tight">
            {and.map((part, at) => (
              <div key={at} className="rule-part">
                <ThresholdFields
                  name={`${name}: ${t('desk.majority.and')}`}
                  wrong={error !== null}
                  value={part}
                  onChange={change => onChange({ and: and.map((one, n) => (n === at ? { ...one, ...change } : one)) })}
                />
                <Button
                  size="small"
                  kind="quiet"
                  aria-label={t('desk.majority.removeAnd', { name })}
                  onClick={() => onChange({ and: and.filter((_, n) => n !== at) })}
                >
                  {t('desk.remove')}
                </Button>
              </div>
            ))}
            {and.length < 5 ? (
              <div className="row">
                <Button
                  size="small"
                  kind="quiet"
                  onClick={() => onChange({ and: [...and, { ...NEW_THRESHOLD, ...HALF, base: 'filled' }] })}
                >
                  + {t('desk.majority.addAnd')}
                </Button>
              </div>
            ) : null}
            <Tick
              label={t('desk.majority.states')}
              checked={states !== null}
              onChange={on => onChange({ states: on ? NEW_STATES : null })}
            />
            {states ? (
              <div className="rule-row">
                <ShareFields
                  name={`${name}: ${t('desk.majority.statesName')}`}
                  wrong={error !== null}
                  value={states}
                  onChange={part => onChange({ states: { ...states, ...part } })}
                />
                <Choice
                  label={`${name}: ${t('desk.majority.statesBase')}`}
                  value={states.base}
                  options={STATE_BASES.map(one => [one, t(`desk.majority.statesBase.${one}`)])}
                  onChange={base => onChange({ states: { ...states, base: base as typeof states.base } })}
                />
                <Choice
                  label={`${name}: ${t('desk.majority.position')}`}
                  value={states.position}
                  options={POSITIONS.map(one => [one, t(`desk.majority.position.${one}`)])}
                  onChange={position =>
                    onChange({ states: { ...states, position: position as typeof states.position } })
                  }
                />
              </div>
            ) : null}
            <Tick
              label={t('desk.majority.spoiled')}
              checked={first.spoiled}
              onChange={spoiled => onChange({ first: { ...first, spoiled } })}
            />
          </div>
        </details>
      </div>
      <div className="row majority-tools">
        {place === 0 ? (
          <span className="badge accent">{t('desk.rules.usual')}</span>
        ) : (
          <Button size="small" kind="quiet" onClick={onUsual}>
            {t('desk.rules.makeUsual')}
          </Button>
        )}
        <Button
          size="small"
          kind="quiet"
          aria-label={t('desk.rules.removeNamed', { name })}
          why={only ? t('desk.rules.atLeastOne') : null}
          onClick={onRemove}
        >
          {t('desk.remove')}
        </Button>
      </div>
    </>
  );
}

function ThresholdFields({
  name,
  wrong,
  value,
  onChange,
}: {
  readonly name: string;
  readonly wrong: boolean;
  readonly value: TypedThreshold;
  readonly onChange: (part: Partial<TypedThreshold>) => void;
}) {
  const { t } = useLanguage();
  const weighted = useContext(Weighted);
  return (
    <div className="rule-row">
      <Choice
        label={`${name}: ${t('desk.majority.kind')}`}
        value={value.kind}
        options={MAJORITY_KINDS.map(one => [one, t(`desk.majority.kind.${one}`)])}
        onChange={kind => onChange({ kind: kind as TypedThreshold['kind'] })}
      />
      {value.kind === 'fraction' ? <ShareFields name={name} wrong={wrong} value={value} onChange={onChange} /> : null}
      <Choice
        label={`${name}: ${t('desk.rules.base')}`}
        value={value.base}
        options={BASES.map(base => [base, t(`desk.base.${base}`)])}
        onChange={base => onChange({ base: base as TypedThreshold['base'] })}
      />
      {value.kind === 'consensus' ? (
        <SmallNumber
          label={t('desk.majority.except')}
          wrong={wrong}
          value={value.except}
          onChange={except => onChange({ except })}
        />
      ) : null}
      {weighted || value.weight ? (
        <Tick label={t('desk.rules.byWeight')} checked={value.weight} onChange={weight => onChange({ weight })} />
      ) : null}
    </div>
  );
}
