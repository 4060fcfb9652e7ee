import { type Rules, type Threshold, TIE_RULES } from '@kengesh/domain';
import { ruleSentence } from '@kengesh/phrases';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { type Errors, errorAt, FormField, wholeNumber } from './form.js';
import { type Texts, WordingPair, wordingOf } from './wording-pair.js';

interface TypedShare {
  readonly num: string;
  readonly den: string;
  readonly cmp: 'gt' | 'gte';
  readonly base: string;
}
interface TypedMajority extends TypedShare {
  readonly key: string;
}
export interface TypedRules {
  readonly citation: Texts;
  readonly quorum: TypedShare;
  readonly majorities: readonly TypedMajority[];
  readonly tie: Rules['tie'];
  readonly presenceGrace: string;
  readonly speech: string;
  readonly overrun: string;
  /** The rules as they were: what this form has no field for is handed back as it came. */
  readonly kept: Rules | null;
}

const half: TypedShare = { num: '1', den: '2', cmp: 'gt', base: 'statutory' };
const typedShare = ({
  num,
  den,
  cmp,
  base,
}: Pick<Threshold, 'num' | 'den' | 'cmp'> & { base: string }): TypedShare => ({
  num: String(num),
  den: String(den),
  cmp,
  base,
});

/** A council without rules yet is offered the usual ones, to be read and changed. */
export function typedRules(rules: Rules | null): TypedRules {
  if (!rules)
    return {
      citation: {},
      quorum: half,
      majorities: [
        { key: 'simple', ...half, base: 'cast' },
        { key: 'absolute', ...half },
        { key: 'two-thirds', num: '2', den: '3', cmp: 'gte', base: 'present' },
      ],
      tie: 'rejected',
      presenceGrace: '60',
      speech: '300',
      overrun: '30',
      kept: null,
    };
  return {
    citation: rules.citation,
    quorum: rules.quorum.kind === 'fraction' ? typedShare(rules.quorum) : half,
    majorities: rules.majorities.map(({ key, threshold }) => ({ key, ...typedShare(threshold) })),
    tie: rules.tie,
    presenceGrace: String(rules.presenceGrace),
    speech: String(rules.speech.seconds),
    overrun: String(rules.speech.grace),
    kept: rules,
  };
}

const inputOfShare = ({ num, den, cmp, base }: TypedShare) => ({
  kind: 'fraction',
  num: wholeNumber(num),
  den: wholeNumber(den),
  cmp,
  base,
});

/** A share that was not changed keeps its kind, its further conditions and whatever else this form has no field for. */
function inputOfThreshold(share: TypedShare, kept: Threshold | undefined) {
  const input = inputOfShare(share);
  const same = kept && (['num', 'den', 'cmp', 'base'] as const).every(field => kept[field] === input[field]);
  return same ? kept : input;
}

export const inputOfRules = ({
  kept,
  citation,
  quorum,
  majorities,
  tie,
  presenceGrace,
  speech,
  overrun,
}: TypedRules) => ({
  ...kept,
  citation: wordingOf(citation),
  quorum: kept && kept.quorum.kind !== 'fraction' ? kept.quorum : { ...kept?.quorum, ...inputOfShare(quorum) },
  majorities: majorities.map(({ key, ...share }) => ({
    key: key.trim(),
    threshold: inputOfThreshold(share, kept?.majorities.find(one => one.key === key.trim())?.threshold),
  })),
  tie,
  presenceGrace: wholeNumber(presenceGrace),
  speech: { seconds: wholeNumber(speech), grace: wholeNumber(overrun) },
});

const QUORUM_BASES = ['statutory', 'filled'] as const;
const BASES = ['cast', 'ballots', 'present', 'filled', 'statutory'] as const;

/** The rules of procedure as data. Every share is read back as the sentence the chair will say. */
export function RulesFields({
  value,
  errors,
  onChange,
}: {
  readonly value: TypedRules;
  readonly errors: Errors;
  readonly onChange: (value: TypedRules) => void;
}) {
  const { t } = useLanguage();
  const change = (part: Partial<TypedRules>) => onChange({ ...value, ...part });
  const changeMajority = (place: number, part: Partial<TypedMajority>) =>
    change({ majorities: value.majorities.map((one, at) => (at === place ? { ...one, ...part } : one)) });
  const seconds = [
    ['presenceGrace', 'rules.presenceGrace', t('desk.rules.grace'), t('desk.rules.graceHint')],
    ['speech', 'rules.speech.seconds', t('desk.rules.speech'), t('desk.rules.speechHint')],
    ['overrun', 'rules.speech.grace', t('desk.rules.overrun'), t('desk.rules.overrunHint')],
  ] as const;
  return (
    <>
      <WordingPair
        path="rules.citation"
        errors={errors}
        label={t('desk.rules.citation')}
        hint={t('desk.rules.citationHint')}
        value={value.citation}
        max={500}
        onChange={citation => change({ citation })}
      />
      <fieldset className="rule">
        <legend>{t('desk.rules.quorum')}</legend>
        <ShareFields
          path="rules.quorum"
          name={t('desk.rules.quorum')}
          errors={errors}
          value={value.quorum}
          bases={QUORUM_BASES}
          onChange={part => change({ quorum: { ...value.quorum, ...part } })}
        />
      </fieldset>
      <fieldset className="rule stack" data-path="rules.majorities">
        <legend>{t('desk.rules.majorities')}</legend>
        <p className="hint">{t('desk.rules.majoritiesHint')}</p>
        <ol className="majorities">
          {value.majorities.map((one, place) => {
            const path = `rules.majorities.${place}`;
            return (
              <li key={place} className="majority">
                <FormField path={`${path}.key`} errors={errors} label={t('desk.rules.key')}>
                  {control => (
                    <input
                      {...control}
                      className="input"
                      maxLength={64}
                      spellCheck={false}
                      value={one.key}
                      onChange={event => changeMajority(place, { key: event.target.value })}
                    />
                  )}
                </FormField>
                <ShareFields
                  path={`${path}.threshold`}
                  name={one.key || String(place + 1)}
                  errors={errors}
                  value={one}
                  bases={BASES}
                  onChange={part => changeMajority(place, part)}
                />
                <div className="row majority-tools">
                  {place === 0 ? (
                    <span className="badge accent">{t('desk.rules.usual')}</span>
                  ) : (
                    <Button
                      size="small"
                      kind="quiet"
                      onClick={() =>
                        change({ majorities: [one, ...value.majorities.filter((_, other) => other !== place)] })
                      }
                    >
                      {t('desk.rules.makeUsual')}
                    </Button>
                  )}
                  <Button
                    size="small"
                    kind="quiet"
                    aria-label={t('desk.rules.removeNamed', { name: one.key || String(place + 1) })}
                    why={value.majorities.length === 1 ? t('desk.rules.atLeastOne') : null}
                    onClick={() => change({ majorities: value.majorities.filter((_, other) => other !== place) })}
                  >
                    {t('desk.remove')}
                  </Button>
                </div>
              </li>
            );
          })}
        </ol>
        <div className="row">
          <Button
            size="small"
            why={value.majorities.length >= 20 ? t('desk.rules.enough') : null}
            onClick={() => change({ majorities: [...value.majorities, { key: '', ...half, base: 'present' }] })}
          >
            + {t('desk.rules.addMajority')}
          </Button>
        </div>
      </fieldset>
      <fieldset className="choices" data-path="rules.tie">
        <legend>{t('desk.rules.tie')}</legend>
        <div className="row">
          {TIE_RULES.map(tie => (
            <label key={tie} className="choice">
              <input type="radio" name="rules-tie" checked={value.tie === tie} onChange={() => change({ tie })} />
              <span>{t(`desk.rules.tie.${tie}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div className="columns">
        {seconds.map(([field, path, label, hint]) => (
          <FormField key={field} path={path} errors={errors} label={label} hint={hint}>
            {control => (
              <input
                {...control}
                className="input short"
                inputMode="numeric"
                value={value[field]}
                onChange={event => change({ [field]: event.target.value })}
              />
            )}
          </FormField>
        ))}
      </div>
    </>
  );
}

function ShareFields({
  path,
  name,
  errors,
  value,
  bases,
  onChange,
}: {
  readonly path: string;
  /** Whose share it is, for those who hear the page. */
  readonly name: string;
  readonly errors: Errors;
  readonly value: TypedShare;
  readonly bases: readonly (typeof BASES)[number][];
  readonly onChange: (part: Partial<TypedShare>) => void;
}) {
  const { language, t } = useLanguage();
  const error = errorAt(errors, path);
  const num = wholeNumber(value.num);
  const den = wholeNumber(value.den);
  const sound = num >= 1 && den >= num;
  return (
    <div className="share" data-path={path}>
      <div className="share-row">
        <select
          className="input"
          aria-label={`${name}: ${t('desk.rules.strictly')}`}
          value={value.cmp}
          onChange={event => onChange({ cmp: event.target.value as TypedShare['cmp'] })}
        >
          <option value="gt">{t('desk.rules.gt')}</option>
          <option value="gte">{t('desk.rules.gte')}</option>
        </select>
        <span className="fraction">
          <input
            className="input"
            inputMode="numeric"
            aria-label={`${name}: ${t('desk.rules.num')}`}
            aria-invalid={error ? true : undefined}
            value={value.num}
            onChange={event => onChange({ num: event.target.value })}
          />
          <span aria-hidden="true">/</span>
          <input
            className="input"
            inputMode="numeric"
            aria-label={`${name}: ${t('desk.rules.den')}`}
            aria-invalid={error ? true : undefined}
            value={value.den}
            onChange={event => onChange({ den: event.target.value })}
          />
        </span>
        <select
          className="input"
          aria-label={`${name}: ${t('desk.rules.base')}`}
          value={value.base}
          onChange={event => onChange({ base: event.target.value })}
        >
          {bases.map(base => (
            <option key={base} value={base}>
              {t(`desk.base.${base}`)}
            </option>
          ))}
        </select>
      </div>
      {error ? (
        <span className="error">{error}</span>
      ) : sound ? (
        <p className="read-back small">
          ={' '}
          {ruleSentence(language, {
            kind: 'fraction',
            key: '',
            num,
            den,
            cmp: value.cmp,
            base: value.base as Threshold['base'],
          })}
        </p>
      ) : null}
    </div>
  );
}
