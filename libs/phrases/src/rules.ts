// A council's rules in sentences: what the next vote will ask for, what does not fit in them, and the simulator's answers.
import type {
  CaseProblem,
  Explanation,
  Forecast,
  ForecastPart,
  RuleProblem,
  Simulation,
  Voting,
} from '@kengesh/domain';
import { electionSentence, roundSentence, votesList, votesWords } from './elections.js';
import { goneQuorumSentence } from './gone-quorum.js';
import { countsSentence, explanationSentence, outcomeSentence } from './outcome.js';
import { phrase } from './phrase.js';
import { quorumSentence } from './quorum.js';
import { partRule, ruleSentence, wayRule, weightText } from './threshold.js';
import type { PhraseKey } from './topics.js';
import { wayName } from './ways.js';

/** Before a vote opens: “15 seats vote. If everyone votes for or against, 8 for will be needed …; it passes even without two states.” */
export function forecastSentences(language: string, forecast: Forecast): readonly string[] {
  const { present, parts, reachable, quorum } = forecast;
  if (!quorum.met) return [quorumSentence(language, quorum)];
  const said = [phrase(language, 'rules.forecast.present', { n: present })];
  for (const part of parts) {
    said.push(needSentence(language, part));
    if (reachable) said.push(spareSentence(language, part));
  }
  if (!reachable) said.push(phrase(language, 'rules.forecast.unreachable'));
  return said;
}

function needSentence(language: string, part: ForecastPart): string {
  const text = (value: number) => (part.by === 'weight' ? weightText(language, value) : value);
  const params = {
    need: text(part.need),
    base: text(part.base),
    available: text(part.available),
    rule: partRule(language, part),
  };
  if (part.of === 'states') return phrase(language, 'rules.forecast.states', params);
  const { base } = part.rule;
  const key = base === 'cast' || base === 'ballots' ? base : 'fixed';
  return phrase(language, `rules.forecast.${key}`, params);
}

function spareSentence(language: string, { of, by, spare }: ForecastPart): string {
  if (of === 'states')
    return phrase(language, spare > 0 ? 'rules.forecast.spare.states' : 'rules.forecast.spare.states.all', {
      n: spare,
    });
  if (spare <= 0) return phrase(language, 'rules.forecast.spare.all');
  return by === 'weight'
    ? phrase(language, 'rules.forecast.spare.weight', { n: weightText(language, spare) })
    : phrase(language, 'rules.forecast.spare.members', { n: spare });
}

/** What does not fit in a set of rules, in a sentence. */
export function ruleProblemSentence(language: string, { code, params }: RuleProblem): string {
  return phrase(language, `rules.problem.${code}`, params);
}

/** The simulator's answer, a sentence a line. */
export function simulationLines(language: string, simulation: Extract<Simulation, { ok: true }>): readonly string[] {
  const tell = (key: PhraseKey, params = {}) => phrase(language, key, params);
  const { title, quorum, quorumToOpen, voting, explanation, election, idleProxies, late } = simulation;
  const lines: string[] = title === null ? [] : [title];
  if (quorumToOpen) lines.push(tell('rules.simulate.to_open', { quorum: quorumSentence(language, quorumToOpen) }));
  lines.push(quorumSentence(language, quorum));
  if (quorum.asked !== undefined) lines.push(tell('rules.simulate.asked', { n: quorum.asked }));
  for (const proxy of idleProxies) lines.push(tell('rules.simulate.proxy', proxy));
  if (election) {
    const counted = simulation.countsBy ? [phrase(language, 'ways.counted', { by: simulation.countsBy })] : [];
    return [...lines, ...electionLines(language, election), ...counted];
  }
  if (simulation.few) return [...lines, tell('ways.voided.few', simulation.few)];
  if (!voting) return [...lines, tell('rules.simulate.no_vote')];
  const way = wayName(language, voting);
  if (voting.test) lines.push(tell('ways.test'));
  if (way) lines.push(tell('rules.simulate.way', { way }));
  if (voting.roll?.order[0])
    lines.push(tell('rules.simulate.called', { seed: voting.roll.seed, seat: voting.roll.order[0] }));
  for (const one of late) lines.push(tell('rules.simulate.late', one));
  lines.push(
    tell('rules.simulate.rule', { rule: wayRule(language, voting) ?? ruleSentence(language, voting.threshold) }),
    explained(language, voting, explanation),
    countsSentence(language, voting),
  );
  const { hall, paper } = voting.result ?? {};
  if (hall) {
    const { yes = 0, no = 0, abstain = 0 } = hall;
    lines.push(tell('rules.simulate.hall', { yes, no, abstain }));
  }
  if (paper) lines.push(tell('rules.simulate.paper', paper));
  if (explanation?.states) {
    const text = (value: number) => (explanation.votes.by === 'weight' ? weightText(language, value) : value);
    const list = explanation.states
      .map(({ delegation, position, yes, no }) =>
        tell('rules.simulate.state', { state: delegation, position, yes: text(yes), no: text(no) }),
      )
      .join(', ');
    lines.push(tell('rules.simulate.states', { list }));
  }
  return lines;
}

function explained(language: string, voting: Voting, explanation: Explanation | null): string {
  if (!explanation || voting.voided) return outcomeSentence(language, voting);
  return [explanationSentence(language, explanation), goneQuorumSentence(language, voting)].filter(Boolean).join(' ');
}

type Election = NonNullable<Extract<Simulation, { ok: true }>['election']>;

function electionLines(language: string, election: Election): readonly string[] {
  const tell = (key: PhraseKey, params = {}) => phrase(language, key, params);
  const name = (candidate: string) => candidate;
  const { method, need, counts, turnout, rounds } = election;
  const { cast, valid, blank, invalid, againstAll } = turnout;
  const votes = (text: string) => votesWords(language, text);
  return [
    tell('rules.simulate.ballots', { cast, valid, blank, invalid, against: againstAll }),
    ...(rounds.length > 0 ? [] : [tell('rules.simulate.counts', { list: votesList(language, counts, name) })]),
    ...(need ? [tell('rules.simulate.need', { method, need: votes(need.votes), base: votes(need.base) })] : []),
    ...rounds.map(round => roundSentence(language, election, round, name)),
    electionSentence(language, election, name, null),
  ];
}

/** Faults of a case, a line each: where, and what. */
export function caseProblemLines(language: string, problems: readonly CaseProblem[]): readonly string[] {
  return problems.map(({ path, message }) =>
    phrase(language, 'rules.simulate.fault', { path: path || phrase(language, 'rules.simulate.root'), message }),
  );
}
