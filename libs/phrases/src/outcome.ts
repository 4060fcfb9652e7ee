import {
  type Explanation,
  explainOutcome,
  ONE_VOTE,
  type QuorumFinding,
  type QuorumPartFinding,
  type ResultPart,
  type Share,
  type StatesRule,
  say,
  type ThresholdPart,
  type Voting,
} from '@kengesh/domain';
import { isPhraseKey, phrase } from './phrase.js';
import type { PhraseKey } from './topics.js';
import { wayCounts, wayOutcome } from './ways.js';

const SHARES: { readonly [share: string]: string } = { '1/2': 'half', '2/3': 'twoThirds', '3/4': 'threeQuarters' };

/** The rule a vote is decided by, in words: «больше половины присутствующих» (REC-02). Of a compound rule, all of it. */
export function ruleSentence(language: string, threshold: Voting['threshold']): string {
  if (!threshold) return phrase(language, 'outcome.plurality');
  const rules = [threshold, ...(threshold.and ?? [])].map(one => memberRule(language, one, one.by));
  if (threshold.states) rules.push(statesRuleWords(language, threshold.states));
  return together(language, rules);
}

const together = (language: string, rules: readonly string[]): string =>
  rules.reduce((one, other) => phrase(language, 'outcome.rule.and', { one, other }));

type Rule = Pick<ThresholdPart, 'kind' | 'num' | 'den' | 'cmp' | 'except' | 'invalidInBase'> & {
  readonly base: string;
};

function memberRule(language: string, rule: Rule, by: ThresholdPart['by']): string {
  const base = rule.invalidInBase && rule.kind === 'fraction' ? 'spoiled' : rule.base;
  const params = { share: shareWords(language, rule), base, except: rule.except ?? 0 };
  const kind = rule.except ? 'consensus' : rule.kind;
  const words = phrase(language, kind === 'fraction' ? 'outcome.rule' : `outcome.rule.${kind}`, params);
  return by === 'weight' ? phrase(language, 'outcome.rule.weight', { rule: words }) : words;
}

const statesRuleWords = (language: string, rule: Pick<StatesRule, keyof Share> & { readonly base: string }): string =>
  phrase(language, 'outcome.rule.states', { share: shareWords(language, rule), base: rule.base });

function shareWords(language: string, { num, den, cmp }: Share): string {
  const name = num === den ? 'whole' : (SHARES[`${num}/${den}`] ?? 'other');
  return phrase(language, `outcome.share.${name}.${cmp}` as PhraseKey, { num, den });
}

/** A weight as it is read: at most six places, no zeros after the last sign. */
export function weightText(language: string, millionths: number): string {
  const whole = Math.floor(millionths / ONE_VOTE);
  const rest = String(millionths % ONE_VOTE)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return rest === '' ? String(whole) : `${whole}${phrase(language, 'outcome.decimal')}${rest}`;
}

/** A choice of this vote as it is shown: «за», «против всех», or the candidate. */
export function choiceLabel(language: string, voting: Voting, choice: string): string {
  const label = voting.choices.find(one => one.id === choice)?.label;
  if (label) return say(label, language);
  const key = `roles.choice.${choice}`;
  return isPhraseKey(key) ? phrase(language, key) : choice;
}

/**
 * What the chair reads aloud: the outcome with every rule, its base and the votes needed, the states where they count, and
 * who decided (REC-02, PROC-02, PROC-05, PROC-06).
 */
export function outcomeSentence(language: string, voting: Voting): string {
  const way = wayOutcome(language, voting);
  if (way) return way;
  const result = voting.result;
  if (!result) return phrase(language, 'outcome.open');
  if (result.outcome === 'void')
    return phrase(language, 'outcome.void', { quorum: result.quorum ? quorumSentence(language, result.quorum) : '' });
  const explained = voting.kind === 'motion' ? explainOutcome(voting) : null;
  return explained ? explanationSentence(language, explained) : electionOutcome(language, voting, result);
}

type Result = NonNullable<Voting['result']>;

/** The sentence of an explanation: for the record, and for the simulator and the chair's page, which have no vote. */
export function explanationSentence(language: string, explained: Explanation): string {
  const { outcome, decidedBy, parts, votes, tie, quorum } = explained;
  if (outcome === 'void')
    return phrase(language, 'outcome.void', { quorum: quorum ? quorumSentence(language, quorum) : '' });
  const number = (value: number) => (votes.by === 'weight' ? weightText(language, value) : value);
  const equal = { yes: number(votes.yes), no: number(votes.no) };
  if (outcome === 'tied') return phrase(language, `outcome.tied.${tie?.awaits ?? 'chair'}`, equal);
  if (outcome !== 'adopted' && outcome !== 'rejected') return phrase(language, 'outcome.no_votes');
  const [first] = parts;
  if (!first) return phrase(language, 'outcome.no_votes');
  if (tie && (decidedBy === 'chairSide' || decidedBy === 'chairExtra')) {
    const side = decidedBy === 'chairSide' ? tie.side : tie.casting;
    if (outcome === 'rejected' && side === 'yes') {
      const rule = together(
        language,
        parts.map(part => partRule(language, part)),
      );
      return phrase(language, 'outcome.rejected.chairNotEnough', { ...equal, rule });
    }
    const states = parts.filter(part => part.of === 'states').map(part => `; ${partWords(language, part, false)}`);
    const said = phrase(language, `outcome.${outcome}.${decidedBy}`, equal);
    return states.length > 0 && outcome === 'adopted' ? `${said.replace(/\.$/u, '')}${states.join('')}.` : said;
  }
  if (tie?.casting === 'none') return phrase(language, 'outcome.rejected.noCasting', equal);
  if (tie && outcome === 'rejected' && parts.length === 1 && first.by === 'heads') {
    return phrase(language, 'outcome.rejected.tie', { ...equal, need: first.need, rule: partRule(language, first) });
  }
  const several = parts.length > 1;
  const list = parts.map(part => partWords(language, part, several)).join('; ');
  return phrase(language, `outcome.${outcome}`, { parts: list });
}

export const partRule = (language: string, { of, by, rule }: Pick<ResultPart, 'of' | 'by' | 'rule'>): string =>
  of === 'states' ? statesRuleWords(language, rule) : memberRule(language, rule, by);

/** «за 5 из 8 голосовавших, требуется 5 (больше половины …)»; of several conditions, what the one that failed was short of. */
function partWords(language: string, part: ResultPart, several: boolean): string {
  const { of, by, base, need, got, passed } = part;
  const rule = partRule(language, part);
  const short = several && !passed;
  if (of === 'states') {
    const said = phrase(language, 'outcome.part.states', { got, base, need, rule });
    return short ? said + phrase(language, 'outcome.short.states', { n: need - got }) : said;
  }
  if (by === 'weight') {
    // More than exactly four is said so, not as 4.000001.
    const strict = part.rule.cmp === 'gt' && reads(need - 1);
    const said = phrase(language, 'outcome.part.weight', {
      got: weightText(language, got),
      base: weightText(language, base),
      need: weightText(language, strict ? need - 1 : need),
      strict,
      rule: memberRule(language, part.rule, undefined),
    });
    return short ? said + phrase(language, 'outcome.short.weight') : said;
  }
  const counted = part.rule.invalidInBase ? 'withInvalid' : part.rule.base;
  const said = phrase(language, 'outcome.part', {
    yes: got,
    of: phrase(language, `outcome.of.${counted}` as PhraseKey, { base }),
    need,
    rule,
  });
  return short ? said + phrase(language, 'outcome.short', { n: need - got }) : said;
}

/** Whether a weight has few enough places to be heard. */
const reads = (millionths: number) => millionths % 1000 === 0;

function electionOutcome(language: string, voting: Voting, { counts, outcome, winners }: Result): string {
  const votes = counts[winners[0] ?? ''] ?? 0;
  const names = winners.map(winner => choiceLabel(language, voting, winner));
  const office = voting.office ? say(voting.office.title, language) : '';
  switch (outcome) {
    case 'elected':
      return phrase(language, 'outcome.elected', { office, winner: names[0], votes });
    case 'tied':
      return phrase(language, 'outcome.tied', { winners: names.join(', '), votes });
    case 'not_elected': {
      const candidates = voting.choices.filter(one => one.id !== 'against_all' && one.id !== 'abstain');
      const top = Math.max(0, ...candidates.map(one => counts[one.id] ?? 0));
      return phrase(language, 'outcome.not_elected', { against: counts.against_all ?? 0, top });
    }
    default:
      return phrase(language, 'outcome.no_votes.election');
  }
}

/**
 * All the numbers of a closed vote in one sentence; they add up to those present (REC-01). Where votes have weights, a second
 * one says the same by weight (PROC-07). Empty before the close.
 */
export function countsSentence(language: string, voting: Voting): string {
  const result = voting.result;
  if (!result) return '';
  const { counts, invalid, notVoting, present, weights } = result;
  const agreed = wayCounts(language, voting);
  if (agreed) return agreed;
  if (voting.kind === 'motion' && voting.threshold) {
    const { yes = 0, no = 0, abstain = 0 } = counts;
    const heads = phrase(language, 'outcome.counts', { yes, no, abstain, invalid, notVoting, present });
    if (!weights) return heads;
    const text = (millionths: number | undefined) => weightText(language, millionths ?? 0);
    const byWeight = phrase(language, 'outcome.counts.weight', {
      yes: text(weights.counts.yes),
      no: text(weights.counts.no),
      abstain: text(weights.counts.abstain),
      notVoting: text(weights.notVoting + weights.invalid),
      present: text(weights.present),
    });
    return `${heads} ${byWeight}`;
  }
  const list = voting.choices
    .map(({ id }) =>
      phrase(language, 'outcome.counts.line', { choice: choiceLabel(language, voting, id), n: counts[id] ?? 0 }),
    )
    .join(', ');
  return phrase(language, 'outcome.counts.election', { list, invalid, notVoting, present });
}

/** Whether there is a quorum, with its numbers (PROC-01); of several conditions each, and what is missing. */
export function quorumSentence(language: string, finding: QuorumFinding): string {
  const { present, base, need, met, tested, parts } = finding;
  const list = parts?.length
    ? parts.map(part => quorumPartWords(language, part, tested)).join('; ')
    : phrase(language, 'outcome.quorum.part.heads', { got: present, base, need, tested: tested ?? 'present' });
  return phrase(language, met ? 'outcome.quorum.met' : 'outcome.quorum.none', { parts: list });
}

function quorumPartWords(language: string, part: QuorumPartFinding, tested: QuorumFinding['tested']): string {
  const { kind, by, of, category, each = 1, counted, got, base, need, met } = part;
  const common = { got, base, need, tested: tested ?? 'present' };
  const said = (() => {
    if (by === 'weight') {
      const text = (millionths: number) => weightText(language, millionths);
      return phrase(language, 'outcome.quorum.part.weight', { got: text(got), base: text(base), need: text(need) });
    }
    switch (kind) {
      case 'heads':
        return phrase(language, of === 'number' ? 'outcome.quorum.part.number' : 'outcome.quorum.part.heads', common);
      case 'category':
        return phrase(language, 'outcome.quorum.part.category', { ...common, category });
      case 'states':
        return phrase(language, each > 1 ? 'outcome.quorum.part.states_each' : 'outcome.quorum.part.states', {
          ...common,
          each,
        });
      case 'participation':
        return phrase(language, 'outcome.quorum.part.participation', { ...common, counted });
    }
  })();
  return met || by === 'weight' ? said : said + phrase(language, 'outcome.quorum.short', { n: need - got });
}
