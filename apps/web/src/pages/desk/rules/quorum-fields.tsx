import { CATEGORIES, plainJson, quorumRule } from '@kengesh/domain';
import { useContext } from 'react';
import { useLanguage } from '../../../language.js';
import { Button } from '../../../ui/button.js';
import { useErrors } from '../form.js';
import { errorAt } from '../form-errors.js';
import { ProblemsAt, Weighted } from './problems.js';
import { Choice, ShareFields, SmallNumber, Tick } from './share-fields.js';
import { inputOfQuorum, NEW_QUORUM, QUORUM_KINDS, type TypedQuorum } from './typed.js';
import { quorumRuleSentence } from './words.js';

const SEAT_BASES = ['statutory', 'filled'] as const;
const TURNOUT_BASES = ['present', 'filled', 'statutory'] as const;

/** A quorum: one condition or several that must all hold, each of any kind, read back as it will be said. */
export function QuorumFields({
  path,
  name,
  value,
  onChange,
}: {
  /** In the rules: `quorum`. */
  readonly path: string;
  readonly name: string;
  readonly value: readonly TypedQuorum[];
  readonly onChange: (value: readonly TypedQuorum[]) => void;
}) {
  const { language, t } = useLanguage();
  const error = errorAt(useErrors(), `rules.${path}`);
  const read = quorumRule.safeParse(inputOfQuorum(value));
  const several = value.length > 1;
  const named = (place: number) => (several ? `${name} ${place + 1}` : name);
  return (
    <div className="stack tight" data-path={`rules.${path}`}>
      {value.map((part, place) => (
        <div key={place} className="rule-part">
          <PartFields
            name={named(place)}
            wrong={error !== null}
            value={part}
            onChange={change => onChange(value.map((one, at) => (at === place ? { ...one, ...change } : one)))}
          />
          {several ? (
            <Button
              size="small"
              kind="quiet"
              aria-label={t('desk.quorum.removeNamed', { name: named(place) })}
              onClick={() => onChange(value.filter((_, at) => at !== place))}
            >
              {t('desk.remove')}
            </Button>
          ) : null}
        </div>
      ))}
      {error ? (
        <span className="error">{error}</span>
      ) : read.success ? (
        <p className="read-back small">= {quorumRuleSentence(language, plainJson(read.data))}</p>
      ) : null}
      <ProblemsAt path={path} />
      <div className="row">
        <Button
          size="small"
          kind="quiet"
          why={value.length >= 10 ? t('desk.quorum.enough') : null}
          onClick={() => onChange([...value, NEW_QUORUM])}
        >
          + {t('desk.quorum.add')}
        </Button>
      </div>
    </div>
  );
}

function PartFields({
  name,
  wrong,
  value,
  onChange,
}: {
  readonly name: string;
  readonly wrong: boolean;
  readonly value: TypedQuorum;
  readonly onChange: (part: Partial<TypedQuorum>) => void;
}) {
  const { t } = useLanguage();
  const weighted = useContext(Weighted);
  const { kind } = value;
  const shares = kind === 'fraction' || kind === 'states_share' || kind === 'participation';
  const bases = kind === 'participation' ? TURNOUT_BASES : SEAT_BASES;
  const changeKind = (next: string) => {
    const known: readonly string[] = next === 'participation' ? TURNOUT_BASES : SEAT_BASES;
    onChange({ kind: next as TypedQuorum['kind'], base: known.includes(value.base) ? value.base : known[0]! });
  };
  return (
    <div className="rule-row">
      <Choice
        label={`${name}: ${t('desk.quorum.kind')}`}
        value={kind}
        options={QUORUM_KINDS.map(one => [one, t(`desk.quorum.kind.${one}`)])}
        onChange={changeKind}
      />
      {shares ? <ShareFields name={name} wrong={wrong} value={value} onChange={onChange} /> : null}
      {kind === 'participation' ? (
        <Choice
          label={`${name}: ${t('desk.quorum.counted')}`}
          value={value.of}
          options={(['ballots', 'cast'] as const).map(one => [one, t(`desk.quorum.counted.${one}`)])}
          onChange={of => onChange({ of: of as TypedQuorum['of'] })}
        />
      ) : null}
      {kind === 'fraction' || kind === 'participation' ? (
        <Choice
          label={`${name}: ${t('desk.rules.base')}`}
          value={value.base}
          options={bases.map(one => [one, t(`desk.base.${one}`)])}
          onChange={base => onChange({ base })}
        />
      ) : null}
      {kind === 'number' ? (
        <SmallNumber
          label={t('desk.quorum.seats')}
          wrong={wrong}
          value={value.seats}
          onChange={seats => onChange({ seats })}
        />
      ) : null}
      {kind === 'states' ? (
        <SmallNumber
          label={t('desk.quorum.states')}
          wrong={wrong}
          value={value.states}
          onChange={states => onChange({ states })}
        />
      ) : null}
      {kind === 'states' || kind === 'states_share' ? (
        <SmallNumber
          label={t('desk.quorum.each')}
          wrong={wrong}
          value={value.each}
          onChange={each => onChange({ each })}
        />
      ) : null}
      {kind === 'category'
        ? CATEGORIES.map(category => (
            <SmallNumber
              key={category}
              label={t(`roles.category.${category}`)}
              wrong={wrong}
              value={value.categories[category] ?? ''}
              onChange={seats => onChange({ categories: { ...value.categories, [category]: seats } })}
            />
          ))
        : null}
      {(kind === 'number' || kind === 'fraction') && (weighted || value.by === 'weight') ? (
        <Tick
          label={t('desk.rules.byWeight')}
          checked={value.by === 'weight'}
          onChange={on => onChange({ by: on ? 'weight' : 'heads' })}
        />
      ) : null}
    </div>
  );
}
