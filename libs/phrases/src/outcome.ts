import {
  type Explanation,
  explainOutcome,
  inPresence,
  localizedText,
  ONE_VOTE,
  type ResultPart,
  type Voting,
} from '@kengesh/domain';
import { countingSentence } from './elections.js';
import { goneQuorumSentence } from './gone-quorum.js';
import { isPhraseKey, phrase } from './phrase.js';
import { quorumSentence } from './quorum.js';
import { memberRule, partRule, together, weightText } from './threshold.js';
import type { PhraseKey } from './topics.js';
import { wayCounts, wayOutcome } from './ways.js';

/** A choice of this vote as it is shown: «за», «против всех», or the candidate. */
export function choiceLabel(language: string, voting: Voting, choice: string): string {
  const label = voting.choices.find(one => one.id === choice)?.label;
  if (label) return localizedText(label, language);
  const key = `roles.choice.${choice}`;
  return isPhraseKey(key) ? phrase(language, key) : choice;
}

/**
 * What the chair reads aloud: the outcome with every rule, its base and the votes needed, the states where they count, who
 * decided, and a quorum that was gone at the close (REC-02, PROC-02, PROC-05, PROC-06, PROC-40).
 */
export function outcomeSentence(language: string, voting: Voting): string {
  const outcome = plainOutcome(language, voting);
  const settled = !voting.voided && ['elected', 'tied', 'not_elected'].includes(voting.result?.outcome ?? '');
  const counting = voting.kind === 'election' && settled ? countingSentence(language, voting) : '';
  const gone = voting.voided ? '' : goneQuorumSentence(language, voting);
  return [outcome, counting, gone].filter(Boolean).join(' ');
}

function plainOutcome(language: string, voting: Voting): string {
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

function electionOutcome(language: string, voting: Voting, result: Result): string {
  const { counts, outcome, winners, weights } = result;
  if (voting.countsBy === 'weights' && weights) return weighedOutcome(language, voting, result, weights.counts);
  const votes = counts[winners[0] ?? ''] ?? 0;
  const names = winners.map(winner => choiceLabel(language, voting, winner));
  const office = voting.office ? localizedText(voting.office.title, language) : '';
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

/** A plurality by weight: the same sentences, with votes that may be parts of one. */
function weighedOutcome(
  language: string,
  voting: Voting,
  { outcome, winners }: Result,
  weights: { readonly [choice: string]: number },
): string {
  const text = (millionths: number | undefined) => weightText(language, millionths ?? 0);
  const names = winners.map(winner => choiceLabel(language, voting, winner)).join(', ');
  const millionths = weights[winners[0] ?? ''] ?? 0;
  const votes = text(millionths);
  switch (outcome) {
    case 'elected': {
      const office = voting.office ? localizedText(voting.office.title, language) : '';
      const whole = String(millionths % ONE_VOTE === 0);
      return phrase(language, 'ways.elected.one', {
        office,
        names,
        whole,
        n: millionths / ONE_VOTE,
        votes,
        lot: 'none',
      });
    }
    case 'tied':
      return phrase(language, 'outcome.tied', { winners: names, votes });
    case 'not_elected': {
      const candidates = voting.choices.filter(one => one.id !== 'against_all' && one.id !== 'abstain');
      const top = Math.max(0, ...candidates.map(one => weights[one.id] ?? 0));
      return phrase(language, 'outcome.not_elected.weight', { against: text(weights.against_all), top: text(top) });
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
  const said = countsOf(language, voting);
  // Who was asked by correspondence is told apart from who was present (PROC-28).
  if (voting.result?.asked === undefined) return said;
  const n = voting.register.filter(line => inPresence(line) && !line.away).length;
  return `${said} ${phrase(language, 'outcome.counts.here', { n })}`;
}

function countsOf(language: string, voting: Voting): string {
  const result = voting.result;
  if (!result) return '';
  const { counts, invalid, notVoting, present, weights, asked } = result;
  const agreed = wayCounts(language, voting);
  if (agreed) return agreed;
  if (voting.kind === 'motion' && voting.threshold) {
    const { yes = 0, no = 0, abstain = 0 } = counts;
    const heads =
      asked === undefined
        ? phrase(language, 'outcome.counts', { yes, no, abstain, invalid, notVoting, present })
        : phrase(language, 'outcome.counts.asked', { yes, no, abstain, invalid, notVoting, asked });
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
  const list = (numberOf: (choice: string) => string | number) =>
    voting.choices
      .map(({ id }) =>
        phrase(language, 'outcome.counts.line', { choice: choiceLabel(language, voting, id), n: numberOf(id) }),
      )
      .join(', ');
  const heads = phrase(language, 'outcome.counts.election', {
    list: list(id => counts[id] ?? 0),
    invalid,
    notVoting,
    present,
  });
  if (voting.countsBy !== 'weights' || !weights) return heads;
  const text = (millionths: number | undefined) => weightText(language, millionths ?? 0);
  const byWeight = phrase(language, 'outcome.counts.election.weight', {
    list: list(id => text(weights.counts[id])),
    notVoting: text(weights.notVoting + weights.invalid),
    present: text(weights.present),
  });
  return `${heads} ${byWeight}`;
}
