// Rules of procedure that comparable councils go by, each with where it was read. A start to edit, never a council's own text.
import type { QuorumRule, Rules, Threshold } from '../../council.js';
import type { Wording } from '../../text.js';

/** What a preset's source does not say, and was filled in: to be read against the council's own rules first. */
type Assumed = 'quorum' | 'majorities' | 'tie' | 'order';

export interface Preset {
  readonly id: string;
  readonly name: Wording;
  /** Version of this text of the preset; a council's own version begins at 1. */
  readonly version: number;
  readonly assumed: readonly Assumed[];
  /** Holds its citation. */
  readonly rules: Rules;
}

const share = (num: number, den: number, cmp: 'gt' | 'gte') => ({ num, den, cmp });
const quorumOf = (
  num: number,
  den: number,
  cmp: 'gt' | 'gte',
  base: 'statutory' | 'filled' = 'filled',
): QuorumRule => ({
  kind: 'fraction',
  ...share(num, den, cmp),
  base,
});
const majority = (num: number, den: number, cmp: 'gt' | 'gte', base: Threshold['base']): Threshold => ({
  kind: 'fraction',
  ...share(num, den, cmp),
  base,
});
const moreThanHalf = (base: Threshold['base']) => majority(1, 2, 'gt', base);
const unanimity: Threshold = { kind: 'unanimity', ...share(1, 1, 'gte'), base: 'cast' };

/** What no source says and new rules should: a start, to be read against the council's own. */
const BALLOTS: NonNullable<Rules['ballots']> = {
  writtenLeastMinutes: 60,
  secretLeast: 3,
  mayCastAfterLeaving: false,
};

function preset(
  id: string,
  name: Wording,
  assumed: readonly Assumed[],
  rules: Omit<Rules, 'presenceGrace' | 'speech' | 'version' | 'preset'>,
): Preset {
  const elections = { count: 'seats' as const };
  const offices = { presidesFrom: 'next_session' as const };
  const ballots = { ...BALLOTS, ...rules.ballots };
  const speech = { seconds: 300, grace: 30 };
  const whole = {
    elections,
    offices,
    furtherDevice: 'link' as const,
    ...rules,
    ballots,
    presenceGrace: 60,
    speech,
    version: 1,
    preset: id,
  };
  return { id, name, version: 1, assumed, rules: whole };
}

export const PRESETS: readonly Preset[] = [
  preset(
    'kz-public-council',
    { ru: 'Общественный совет, Казахстан', en: 'Public council, Kazakhstan' },
    ['majorities', 'tie', 'order'],
    {
      citation: {
        ru: 'Закон Республики Казахстан «Об общественных советах», статья 13: не менее двух третей от общего числа членов',
        en: 'Law of the Republic of Kazakhstan on Public Councils, article 13: at least two thirds of all members',
      },
      quorum: quorumOf(2, 3, 'gte'),
      majorities: [
        { key: 'simple', threshold: moreThanHalf('present') },
        { key: 'two-thirds', threshold: majority(2, 3, 'gte', 'filled') },
      ],
      tie: 'rejected',
    },
  ),
  preset(
    'ru-public-council-half',
    {
      ru: 'Общественный совет, Россия: не менее половины',
      en: 'Public council, Russia: at least half',
    },
    ['order'],
    {
      citation: {
        ru: 'Положения об общественных советах при федеральных ведомствах: правомочен при участии не менее половины членов; решение простым большинством присутствующих, при равенстве решает голос председательствующего',
        en: 'Regulations on public councils at federal agencies, Russia: at least half of the members; simple majority of those present, on a tie the vote of the chair decides',
      },
      quorum: quorumOf(1, 2, 'gte'),
      majorities: [
        { key: 'simple', threshold: moreThanHalf('present') },
        { key: 'two-thirds', threshold: majority(2, 3, 'gte', 'present') },
      ],
      tie: 'chairSide',
    },
  ),
  preset(
    'ru-public-council-more',
    {
      ru: 'Общественный совет, Россия: более половины',
      en: 'Public council, Russia: more than half',
    },
    ['tie', 'order'],
    {
      citation: {
        ru: 'Положения о региональных общественных советах: правомочен при участии более половины от общего числа членов; решение простым большинством присутствующих',
        en: 'Regulations on regional public councils, Russia: more than half of all members; simple majority of those present',
      },
      quorum: quorumOf(1, 2, 'gt'),
      majorities: [
        { key: 'simple', threshold: moreThanHalf('present') },
        { key: 'two-thirds', threshold: majority(2, 3, 'gte', 'present') },
      ],
      tie: 'chairSide',
    },
  ),
  preset(
    'un-functional-commission',
    { ru: 'Функциональная комиссия ЭКОСОС, ООН', en: 'Functional commission of ECOSOC, United Nations' },
    ['quorum', 'order'],
    {
      citation: {
        ru: 'Правила процедуры функциональных комиссий ЭКОСОС, правило 58: большинство присутствующих и участвующих в голосовании; воздержавшиеся считаются не участвующими',
        en: 'Rules of procedure of the functional commissions of ECOSOC, rule 58: majority of the members present and voting; those who abstain are considered as not voting',
      },
      quorum: quorumOf(1, 2, 'gt'),
      quorumToOpen: quorumOf(1, 3, 'gte'),
      majorities: [
        { key: 'simple', threshold: moreThanHalf('cast') },
        { key: 'two-thirds', threshold: majority(2, 3, 'gte', 'cast') },
      ],
      tie: 'rejected',
    },
  ),
  preset(
    'cis-consensus',
    { ru: 'Орган СНГ: консенсус', en: 'CIS body: consensus' },
    ['quorum', 'majorities', 'order'],
    {
      citation: {
        ru: 'Устав СНГ, статья 23: консенсус; государство может заявить о незаинтересованности, что решению не препятствует',
        en: 'Charter of the CIS, article 23: consensus; a state may declare that it is not interested, which does not block',
      },
      quorum: { kind: 'states_share', ...share(1, 2, 'gt'), each: 1 },
      majorities: [
        { key: 'consensus', threshold: unanimity },
        { key: 'procedural', threshold: moreThanHalf('cast') },
      ],
      tie: 'rejected',
    },
  ),
  preset(
    'council-of-europe',
    { ru: 'Комитет министров Совета Европы', en: 'Committee of Ministers, Council of Europe' },
    ['quorum', 'order'],
    {
      citation: {
        ru: 'Устав Совета Европы, статья 20, пункты a–d',
        en: 'Statute of the Council of Europe, article 20.a–d',
      },
      quorum: quorumOf(1, 2, 'gt'),
      majorities: [
        { key: '20d', threshold: { ...majority(2, 3, 'gte', 'cast'), and: [moreThanHalf('filled')] } },
        { key: '20a', threshold: { ...unanimity, and: [moreThanHalf('filled')] } },
        { key: '20b', threshold: moreThanHalf('filled') },
        { key: '20c', threshold: majority(2, 3, 'gte', 'filled') },
      ],
      tie: 'rejected',
    },
  ),
  preset(
    'plain-association',
    { ru: 'Объединение без особых правил', en: 'Association without rules of its own' },
    ['tie', 'order'],
    {
      citation: {
        ru: 'Гражданский кодекс Российской Федерации, статья 181.2: участвует не менее половины, решает большинство участников заседания',
        en: 'Civil Code of the Russian Federation, article 181.2: at least half take part, the majority of those at the meeting decides',
      },
      quorum: quorumOf(1, 2, 'gte'),
      majorities: [{ key: 'simple', threshold: moreThanHalf('present') }],
      tie: 'rejected',
    },
  ),
];
