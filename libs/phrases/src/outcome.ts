import { type QuorumFinding, type Share, say, type Voting } from '@kengesh/domain';
import { isPhraseKey, phrase } from './phrase.js';
import type { PhraseKey } from './topics.js';

const SHARES: { readonly [share: string]: string } = { '1/2': 'half', '2/3': 'twoThirds', '3/4': 'threeQuarters' };

/** The rule a vote is decided by, in words: «больше половины присутствующих» (REC-02). */
export function ruleSentence(language: string, threshold: Voting['threshold']): string {
  if (!threshold) return phrase(language, 'outcome.plurality');
  return phrase(language, 'outcome.rule', { share: shareWords(language, threshold), base: threshold.base });
}

function shareWords(language: string, { num, den, cmp }: Share): string {
  const name = SHARES[`${num}/${den}`] ?? 'other';
  return phrase(language, `outcome.share.${name}.${cmp}` as PhraseKey, { num, den });
}

/** A choice of this vote as it is shown: «за», «против всех», or the candidate. */
export function choiceLabel(language: string, voting: Voting, choice: string): string {
  const label = voting.choices.find(one => one.id === choice)?.label;
  if (label) return say(label, language);
  const key = `roles.choice.${choice}`;
  return isPhraseKey(key) ? phrase(language, key) : choice;
}

/** What the chair reads aloud: the outcome with the rule, its base and the votes needed, and who decided (REC-02, PROC-05, PROC-06). */
export function outcomeSentence(language: string, voting: Voting): string {
  const result = voting.result;
  if (!result) return phrase(language, 'outcome.open');
  return voting.kind === 'motion' ? motionOutcome(language, voting, result) : electionOutcome(language, voting, result);
}

type Result = NonNullable<Voting['result']>;

function motionOutcome(language: string, voting: Voting, { counts, outcome, base, need, decidedBy }: Result): string {
  if (outcome !== 'adopted' && outcome !== 'rejected') return phrase(language, 'outcome.no_votes');
  const { yes = 0, no = 0 } = counts;
  if (decidedBy === 'chairSide') return phrase(language, `outcome.${outcome}.chairSide`, { yes, no });
  const rule = ruleSentence(language, voting.threshold);
  if (outcome === 'rejected' && yes === no) return phrase(language, 'outcome.rejected.tie', { yes, no, need, rule });
  const of = phrase(language, `outcome.of.${voting.threshold?.base ?? 'cast'}`, { base });
  return phrase(language, `outcome.${outcome}`, { yes, of, need, rule });
}

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

/** All the numbers of a closed vote in one sentence; they add up to those present (REC-01). Empty before the close. */
export function countsSentence(language: string, voting: Voting): string {
  const result = voting.result;
  if (!result) return '';
  const { counts, invalid, notVoting, present } = result;
  if (voting.kind === 'motion') {
    const { yes = 0, no = 0, abstain = 0 } = counts;
    return phrase(language, 'outcome.counts', { yes, no, abstain, invalid, notVoting, present });
  }
  const list = voting.choices
    .map(({ id }) =>
      phrase(language, 'outcome.counts.line', { choice: choiceLabel(language, voting, id), n: counts[id] ?? 0 }),
    )
    .join(', ');
  return phrase(language, 'outcome.counts.election', { list, invalid, notVoting, present });
}

/** Whether there is a quorum, with its numbers (PROC-01). */
export function quorumSentence(language: string, finding: QuorumFinding): string {
  const { present, base, need, met } = finding;
  return phrase(language, met ? 'outcome.quorum.met' : 'outcome.quorum.none', { present, base, need });
}
