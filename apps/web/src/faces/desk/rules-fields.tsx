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
  /** A rule that is more than one share: kept as it is, read back, and changed only by putting a share in its place. */
  readonly whole?: Rules['quorum'] | Threshold | undefined;
}
interface TypedMajority extends TypedShare {
  readonly key: string;
}
export interface TypedRules {
  /** What these fields do not show, and must not lose. */
  readonly kept: Partial<Rules>;
  readonly citation: Texts;
  readonly quorum: TypedShare;
  readonly majorities: readonly TypedMajority[];
  readonly tie: Rules['tie'];
  readonly presenceGrace: string;
  readonly speech: string;
  readonly overrun: string;
}

const half: TypedShare = { num: '1', den: '2', cmp: 'gt', base: 'statutory' };
const PLAIN = ['kind', 'num', 'den', 'cmp', 'base'];

function typedShare(rule: Rules['quorum'] | Threshold): TypedShare {
  if (rule.kind !== 'fraction' || Object.keys(rule).some(key => !PLAIN.includes(key))) return { ...half, whole: rule };
  const { num, den, cmp, base } = rule as { num: number; den: number; cmp: TypedShare['cmp']; base: string };
  return { num: String(num), den: String(den), cmp, base };
}

/** A council without rules yet is offered the usual ones, to be read and changed. */
export function typedRules(rules: Rules | null): TypedRules {
  if (!rules)
    return {
      kept: {},
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
    };
  return {
    kept: rules,
    citation: rules.citation,
    quorum: typedShare(rules.quorum),
    majorities: rules.majorities.map(({ key, threshold }) => ({ key, ...typedShare(threshold) })),
    tie: rules.tie,
    presenceGrace: String(rules.presenceGrace),
    speech: String(rules.speech.seconds),
    overrun: String(rules.speech.grace),
  };
}

const inputOfShare = ({ num, den, cmp, base, whole }: TypedShare) =>
  whole ?? { kind: 'fraction', num: wholeNumber(num), den: wholeNumber(den), cmp, base };

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
  quorum: inputOfShare(quorum),
  majorities: majorities.map(({ key, ...share }) => ({ key: key.trim(), threshold: inputOfShare(share) })),
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
          quorum
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
  quorum,
  onChange,
}: {
  readonly path: string;
  /** Whose share it is, for those who hear the page. */
  readonly name: string;
  readonly errors: Errors;
  readonly value: TypedShare;
  readonly bases: readonly (typeof BASES)[number][];
  /** A quorum, not a majority: it may be of kinds that are no share. */
  readonly quorum?: boolean;
  readonly onChange: (part: Partial<TypedShare>) => void;
}) {
  const { language, t } = useLanguage();
  const error = errorAt(errors, path);
  const num = wholeNumber(value.num);
  const den = wholeNumber(value.den);
  const sound = num >= 1 && den >= num;
  if (value.whole)
    return (
      <div className="share" data-path={path}>
        <p>{quorum ? t('desk.rules.ownQuorum') : ruleSentence(language, { ...(value.whole as Threshold), key: '' })}</p>
        <p className="hint">{t('desk.rules.composed')}</p>
        <div>
          <Button size="small" onClick={() => onChange({ whole: undefined })}>
            {t('desk.rules.simplify')}
          </Button>
        </div>
        {error ? <span className="error">{error}</span> : null}
      </div>
    );
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
