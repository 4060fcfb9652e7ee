import { type RuleNumbers, TIE_RULES } from '@kengesh/domain';
import { useMemo } from 'react';
import { useLanguage } from '../../../language.js';
import { Button } from '../../../ui/button.js';
import { FormField, useValue } from '../fields.js';
import { TextsPair } from '../wording-pair.js';
import { MajorityFields } from './majority-fields.js';
import { MoreFields } from './more-fields.js';
import { Assumed, PresetChoice } from './presets.js';
import { Problems, ProblemsAt, problemsOf, Weighted } from './problems.js';
import { QuorumFields } from './quorum-fields.js';
import { Tick } from './share-fields.js';
import { inputOfRules, NEW_QUORUM, NEW_THRESHOLD, type TypedMajority, type TypedRules, typedRules } from './typed.js';

const ONE_VOTE = 1_000_000;

/** The rules of procedure as data. Every rule is read back as the sentence the chair will say. */
export function RulesFields({
  name,
  numbers,
}: {
  readonly name: string;
  /** The size of the council, and its roll where it has one. */
  readonly numbers: RuleNumbers;
}) {
  const [value, onChange] = useValue<TypedRules>(name);
  const { t } = useLanguage();
  const change = (part: Partial<TypedRules>) => onChange({ ...value, ...part });
  const { majorities } = value;
  const changeMajority = (place: number, part: Partial<TypedMajority>) =>
    change({ majorities: majorities.map((one, at) => (at === place ? { ...one, ...part } : one)) });
  const problems = useMemo(() => problemsOf(inputOfRules(value), numbers), [value, numbers]);
  const weighted = numbers.seats?.some(seat => (seat.weight ?? ONE_VOTE) !== ONE_VOTE) ?? false;
  const seconds = [
    ['presenceGrace', 'rules.presenceGrace', t('desk.rules.grace'), t('desk.rules.graceHint')],
    ['speech', 'rules.speech.seconds', t('desk.rules.speech'), t('desk.rules.speechHint')],
    ['overrun', 'rules.speech.grace', t('desk.rules.overrun'), t('desk.rules.overrunHint')],
  ] as const;
  return (
    <Problems value={problems}>
      <Weighted value={weighted}>
        <PresetChoice
          onTake={rules => {
            const { version: _, ...taken } = rules;
            const { version } = value.kept;
            onChange(typedRules(version === undefined ? taken : { ...taken, version }));
          }}
        />
        <Assumed preset={value.kept.preset} taken />
        <TextsPair
          path="rules.citation"
          hint={t('desk.rules.citationHint')}
          value={value.citation}
          max={500}
          onChange={citation => change({ citation })}
        />
        <fieldset className="rule stack tight">
          <legend>{t('desk.rules.quorum')}</legend>
          <QuorumFields
            path="quorum"
            name={t('desk.rules.quorum')}
            value={value.quorum}
            onChange={quorum => change({ quorum })}
          />
          <Tick
            label={t('desk.rules.twoTier')}
            checked={value.toOpen.length > 0}
            onChange={on => change({ toOpen: on ? [{ ...NEW_QUORUM, num: '1', den: '3', cmp: 'gte' }] : [] })}
          />
          {value.toOpen.length > 0 ? (
            <QuorumFields
              path="quorumToOpen"
              name={t('desk.rules.toOpen')}
              value={value.toOpen}
              onChange={toOpen => change({ toOpen })}
            />
          ) : null}
        </fieldset>
        <fieldset className="rule stack" data-path="rules.majorities">
          <legend>{t('desk.rules.majorities')}</legend>
          <p className="hint">{t('desk.rules.majoritiesHint')}</p>
          <ProblemsAt path="majorities" only />
          <ol className="majorities">
            {majorities.map((one, place) => (
              <li key={place} className="majority">
                <MajorityFields
                  place={place}
                  value={one}
                  only={majorities.length === 1}
                  onChange={part => changeMajority(place, part)}
                  onUsual={() => change({ majorities: [one, ...majorities.filter((_, other) => other !== place)] })}
                  onRemove={() => change({ majorities: majorities.filter((_, other) => other !== place) })}
                />
              </li>
            ))}
          </ol>
          <div className="row">
            <Button
              size="small"
              why={majorities.length >= 20 ? t('desk.rules.enough') : null}
              onClick={() =>
                change({ majorities: [...majorities, { key: '', first: NEW_THRESHOLD, and: [], states: null }] })
              }
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
          <ProblemsAt path="tie" />
        </fieldset>
        <div className="columns">
          {seconds.map(([field, path, label, hint]) => (
            <FormField key={field} path={path} label={label} hint={hint}>
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
        <MoreFields
          value={value.more}
          keys={majorities.map(one => one.key.trim()).filter(Boolean)}
          onChange={more => change({ more })}
        />
      </Weighted>
    </Problems>
  );
}
