/**
 * A simulated delegate: comes in by a link, follows the session with the follower that the pages have, asks until it is
 * answered, votes when a ballot lies before it, and comes back by itself when its line breaks.
 */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActReply } from '@kengesh/contracts';
import { type Act, councilSession, lineOf, openVoting, participantOf, type State, type Voting } from '@kengesh/domain';
import { commandIdOf, createFollower, type Follower, isOutcomeUnknown, isUnheard } from '@kengesh/journal';
import { SocketClient } from './socket-client.js';

/** As the pages do. */
const ANSWER_WITHIN = 4000;
const RETURN = { first: 500, spread: 0.5, soon: 750, tries: 10, later: 3000 };

export interface Place {
  readonly participant: string;
  readonly bureau: boolean;
  /** What a browser would keep as a cookie. */
  readonly token: string;
}

export interface Ballot {
  readonly choice: string;
  /** Null while it is on its way, or for ever where nobody answered. */
  answer: ActReply | null;
  /** Milliseconds from the press to the answer. */
  took: number;
}

/** A line that was lost and found: milliseconds of `performance.now()`. */
export interface Return {
  readonly lostAt: number;
  /** When it first tried again. */
  triedAt: number;
  /** When its state was complete. */
  completeAt: number;
}

/** When and how a delegate votes, decided by whoever leads the rehearsal. */
export interface Intent {
  readonly after: number;
  readonly choice: string;
  /** What befalls the line while the ballot is on its way. */
  readonly mishap: 'break' | 'hang' | null;
}
export type Ballots = (voting: Voting) => Intent;

export class Delegate {
  readonly participant: string;
  readonly follower: Follower<State>;
  readonly ballots = new Map<string, Ballot>();
  readonly returns: Return[] = [];
  /** When a vote was first on this screen, and since when the line had stood by then. */
  readonly screens = new Map<string, { readonly at: number; readonly since: number }>();
  /** Why it was sent away for good. */
  sentAway: string | null = null;
  private line: SocketClient | null = null;
  private liveSince: number | null = null;
  private back: Return | null = null;
  private tries = 0;
  private leaving = false;
  private waiting: (() => void)[] = [];

  constructor(
    private readonly url: string,
    private readonly place: Place,
    /** Null: a second device of the same person, which only looks. */
    private readonly intends: Ballots | null,
    private readonly random: () => number,
  ) {
    this.participant = place.participant;
    this.follower = createFollower<State>({
      def: councilSession,
      viewer: { participant: place.participant, bureau: place.bureau },
      resync: position => this.line?.resync(position),
    });
    this.follower.subscribe(() => this.look());
  }

  get state(): State {
    return this.follower.held.state;
  }
  get live(): boolean {
    return this.liveSince !== null;
  }
  get votes(): boolean {
    return this.intends !== null && this.seat !== null;
  }
  get seat(): string | null {
    return participantOf(this.state, this.participant)?.seat ?? null;
  }

  /** Resolves when its state is complete. */
  come(): Promise<void> {
    this.dial();
    return this.standing();
  }

  leave(): void {
    this.leaving = true;
    this.line?.terminate();
    this.wake();
  }

  /** The line breaks, and is tried again after so many milliseconds. */
  break(away: number): void {
    const line = this.line;
    if (!line || !this.live) return;
    this.tries = -1;
    line.terminate();
    setTimeout(() => this.dial(), away);
  }

  /** The line hangs for so many milliseconds before it breaks. */
  hang(time: number): void {
    const line = this.line;
    if (!line || !this.live) return;
    line.freeze();
    setTimeout(() => {
      if (this.line === line) this.break(0);
    }, time);
  }

  /** Asks, and asks again under the same command until it is answered; null where that takes too long. */
  async ask(act: Act, patience = 60_000): Promise<ActReply | null> {
    const envelope = { command: commandIdOf(Date.now(), randomBytes(10)), act };
    const until = performance.now() + patience;
    while (performance.now() < until && !this.leaving) {
      if (this.sentAway) return { ok: false, refused: this.sentAway, params: {} };
      await Promise.race([this.standing(), sleep(until - performance.now(), undefined, { ref: false })]);
      const answer = await this.line?.ask(envelope, ANSWER_WITHIN);
      if (answer && !isOutcomeUnknown(answer) && !isUnheard(answer)) return answer;
      await sleep(300 + this.random() * 500);
    }
    return null;
  }

  /** Resolves when the line stands and the state is complete, or never will be. */
  private standing(): Promise<void> {
    if (this.live || this.sentAway || this.leaving) return Promise.resolve();
    return new Promise(resolve => this.waiting.push(resolve));
  }

  private dial(): void {
    if (this.leaving || this.sentAway) return;
    const now = performance.now();
    if (this.back && this.back.triedAt === 0) this.back.triedAt = now;
    let first = true;
    const line = new SocketClient(
      this.url,
      { token: this.place.token, ...this.follower.position },
      {
        opened: () => this.follower.reconnected(),
        news: message => {
          if (this.line !== line) return;
          this.follower.apply(message);
          if (first) this.complete();
          first = false;
        },
        ended: code => {
          this.sentAway = code;
          this.liveSince = null;
          this.wake();
        },
        lost: () => {
          if (this.line === line) this.lost();
        },
      },
    );
    this.line = line;
  }

  private complete(): void {
    const now = performance.now();
    this.tries = 0;
    this.liveSince = now;
    if (this.back) {
      this.back.completeAt = now;
      this.returns.push(this.back);
      this.back = null;
    }
    this.wake();
  }

  private lost(): void {
    if (this.leaving) return;
    if (this.live) this.back = { lostAt: performance.now(), triedAt: 0, completeAt: 0 };
    this.liveSince = null;
    // Broken on purpose, it is tried again when whoever broke it says.
    if (this.tries++ < 0) return;
    const wait = RETURN.first * 2 ** (this.tries - 1) * (1 + (this.random() * 2 - 1) * RETURN.spread);
    const most = this.tries <= RETURN.tries ? RETURN.soon : RETURN.later;
    setTimeout(() => this.dial(), Math.min(wait, most));
  }

  private wake(): void {
    const waiting = this.waiting;
    this.waiting = [];
    for (const each of waiting) each();
  }

  /** After each change of what is held: is there a ballot before me? */
  private look(): void {
    const { state } = this;
    const voting = openVoting(state);
    if (!voting || this.screens.has(voting.id)) return;
    this.screens.set(voting.id, { at: performance.now(), since: this.liveSince ?? Number.POSITIVE_INFINITY });
    const { seat } = this;
    if (!this.intends || seat === null || !lineOf(voting, seat)?.entitled) return;
    const intent = this.intends(voting);
    setTimeout(() => void this.vote(voting, seat, intent), intent.after);
  }

  private async vote(voting: Voting, seat: string, { choice, mishap }: Intent): Promise<void> {
    const ballot: Ballot = { choice, answer: null, took: 0 };
    this.ballots.set(voting.id, ballot);
    const began = performance.now();
    const asked = this.ask({ type: 'voting.cast', voting: voting.id, seat, choice });
    if (mishap === 'break') setTimeout(() => this.break(200 + this.random() * 1800), this.random() * 8);
    if (mishap === 'hang') this.hang(500 + this.random() * 2500);
    ballot.answer = await asked;
    ballot.took = performance.now() - began;
  }
}
