/** One vote of a rehearsal: opened by the chair, cast by everybody, closed, and its result held against what was told to the voters. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RehearsedVote } from '@kengesh/contracts';
import type { Act, State } from '@kengesh/domain';
import { auditBallots, type SentBallot } from './ballot-audit.js';
import type { Delegate } from './delegate.js';
import type { KeyHolder } from './key-holder.js';
import { latencyOf } from './measure.js';
import { until } from './until.js';

export interface VoteSettings {
  readonly method: 'named' | 'secret';
  /** Asks as the chair; the answer's sequence numbers, or null where it was refused. */
  readonly chair: (act: Act) => Promise<readonly number[] | null>;
  readonly state: () => State;
  readonly delegates: readonly Delegate[];
  /** Holds the keys of secret votes. */
  readonly keys: KeyHolder;
  /** Until nobody's ballot is on its way any more, milliseconds. */
  readonly patience: number;
  readonly tell: (done: number, of: number) => void;
  /** When half of the ballots are in. */
  readonly halfway?: () => Promise<void>;
}

export interface HeldVote extends RehearsedVote {
  readonly screens: readonly number[];
  readonly acks: readonly number[];
}

/** Null where the rules of this session let no such vote be held. */
export async function holdVote(settings: VoteSettings): Promise<HeldVote | null> {
  const { chair, state, delegates, method, tell } = settings;
  const motion = await admittedMotion(settings);
  const majority = state().prepared?.rules.majorities[0]?.key;
  if (motion === null || majority === undefined) return null;
  const pressed = performance.now();
  const key = method === 'secret' ? await settings.keys.make() : undefined;
  const opening = { type: 'voting.open', motion, method, majority, closesInSeconds: null } as const;
  const opened = await chair(key === undefined ? opening : { ...opening, key });
  if (!opened) return null;
  const id = `v${opened[0]}`;
  const voting = await until(() => state().votings[id], 20_000);
  if (!voting) return null;
  const entitled = new Set(voting.register.filter(line => line.entitled).map(line => line.seat));
  const voters = delegates.filter(one => one.votes && entitled.has(one.seat ?? ''));
  const answered = () => voters.filter(one => one.ballots.get(id)?.answer || one.sentAway).length;
  let halfway = settings.halfway;
  const end = performance.now() + settings.patience;
  while (answered() < voters.length && performance.now() < end) {
    await sleep(100);
    tell(answered(), voters.length);
    if (halfway && answered() * 2 >= voters.length) {
      await halfway();
      halfway = undefined;
    }
  }
  tell(answered(), voters.length);
  if (!(await chair({ type: 'voting.close', voting: id }))) return null;
  if (key !== undefined) await settings.keys.give(key);
  const closed = await until(() => (state().votings[id]?.result ? state().votings[id] : undefined), 20_000);
  if (!closed) return null;
  if (closed.result?.awaits === 'chair') await chair({ type: 'voting.decideTie', voting: id, casting: 'none' });
  const shown = delegates.flatMap(one => {
    const screen = one.screens.get(id);
    return screen && screen.since < pressed ? [screen.at - pressed] : [];
  });
  const acks = voters.flatMap(one => {
    const ballot = one.ballots.get(id);
    return ballot?.answer?.ok ? [ballot.took] : [];
  });
  return {
    voting: id,
    method,
    entitled: voters.length,
    ...auditBallots(
      closed.result!,
      voters.map(one => sentBy(one, id)),
    ),
    openToScreen: latencyOf(shown),
    ballotToAck: latencyOf(acks),
    screens: shown,
    acks,
  };
}

/** A motion of the item in hand that can be put to the vote, by the way these rules want. */
async function admittedMotion({ chair, state, delegates, method }: VoteSettings): Promise<string | null> {
  const item = state().agenda.current;
  if (item === null) return null;
  const text = {
    ru: `Репетиция: вопрос для ${method === 'named' ? 'поимённого' : 'тайного'} голосования`,
    en: `Rehearsal: a question for a ${method} vote`,
  };
  const submitted = await chair({ type: 'motion.submit', item, text, mover: null });
  if (!submitted) return null;
  const id = `m${submitted[0]}`;
  const motion = await until(() => state().motions[id], 20_000);
  if (motion?.status !== 'submitted') return id;
  const need = state().prepared?.rules.debate?.secondsRequired ?? 0;
  for (const one of delegates.slice(0, need)) {
    const { seat } = one;
    if (seat !== null) await one.ask({ type: 'motion.second', motion: id, seat });
  }
  return (await chair({ type: 'motion.admit', motion: id })) ? id : null;
}

function sentBy(delegate: Delegate, voting: string): SentBallot {
  const ballot = delegate.ballots.get(voting);
  const { answer = null, choice = null } = ballot ?? {};
  const fate = ballot === undefined ? 'none' : answer === null ? 'doubt' : answer.ok ? 'acknowledged' : 'refused';
  return { seat: delegate.seat ?? '', choice, fate };
}
