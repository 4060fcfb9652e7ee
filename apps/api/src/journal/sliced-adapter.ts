/**
 * The crier's round. What is told to many lines is written down once and carried to them slice by slice, so that whoever
 * asks something meanwhile is answered in between. Of one session nothing overtakes what was told before it.
 */

import type { Socket } from 'socket.io';
import { Adapter, type BroadcastOptions } from 'socket.io-adapter';
import { type Encoded, encoded, type Receiver, sendEncoded } from './sending.js';

interface Packet {
  readonly data: readonly unknown[];
}

/** After so many lines the clock is looked at. */
const LOOK = 32;

/** What is told, written down when the first line is to hear it. */
interface Said {
  readonly data: readonly unknown[];
  encoded: Encoded | null;
}
interface Job {
  /** Only the newest of a kind is worth telling: one that waits gives way to the next. */
  readonly kind: string | null;
  /** One for all, or one for each line. */
  readonly said: readonly Said[];
  /** Those who are to hear it. Of volatile ones settled when it begins. */
  lines: readonly Receiver[] | null;
  readonly settle: () => readonly Receiver[];
  at: number;
  readonly since: number;
}

/** An event for each of these rooms, with a value of its own. */
export type Each = readonly (readonly [room: string, value: unknown])[];

/** As `io.to(room).emit(event, value)` for each, in one round: of rooms of one lane. */
export function tellEach(io: { of(name: '/'): { readonly adapter: unknown } }, event: string, each: Each): void {
  (io.of('/').adapter as { tellEach(event: string, each: Each): void }).tellEach(event, each);
}

export interface SlicesOptions {
  /** Lines served in one turn of the event loop, and the longest such a turn may take, milliseconds. */
  readonly slice?: number;
  readonly longest?: number;
  /** Most bytes a line may owe, beside its longest message, before it is cut off. */
  readonly mostOwed: number;
  /** Most broadcasts that wait in one lane; the oldest are dropped then, and whoever misses them asks again. */
  readonly mostWaiting?: number;
  /** Rooms of one lane are told things in order; lanes take turns. */
  readonly laneOf: (room: string) => string;
  readonly onCutOff?: (socket: Pick<Socket, 'conn'>) => void;
  readonly onDelivered?: (lines: number) => void;
  /** A broadcast has reached its last line, so many milliseconds after it was told. */
  readonly onTold?: (milliseconds: number) => void;
}

/** As `new Server(…, { adapter })` wants it. */
export function slicedAdapter({
  slice = 256,
  longest = 1,
  mostOwed,
  mostWaiting = 10_000,
  laneOf,
  onCutOff,
  onDelivered,
  onTold,
}: SlicesOptions): typeof Adapter {
  return class SlicedAdapter extends Adapter {
    /** Lanes with something to tell, in the order in which they come to their turn. */
    private readonly lanes = new Map<string, Job[]>();
    private turning = false;
    /** Deliveries made in this turn of the event loop. */
    private spent = 0;

    /** `flags.volatile` means here: newest only. Nobody who can hear it is left out. */
    override broadcast({ data }: Packet, options: BroadcastOptions): void {
      const [room = ''] = options.rooms;
      const volatile = options.flags?.volatile === true;
      const kind = volatile ? `${[...options.rooms].join()} ${String(data[0])}` : null;
      const settle = () => this.receivers(options);
      this.begin(volatile ? `~${laneOf(room)}` : laneOf(room), kind, [{ data, encoded: null }], settle);
    }

    tellEach(event: string, each: Each): void {
      const { sockets } = this.nsp as { sockets: Map<string, Receiver> };
      const said: Said[] = [];
      const lines: Receiver[] = [];
      for (const [room, value] of each) {
        const one: Said = { data: [event, value], encoded: null };
        for (const id of this.rooms.get(room) ?? []) {
          const line = sockets.get(id);
          if (!line) continue;
          said.push(one);
          lines.push(line);
        }
      }
      if (each.length > 0) this.begin(laneOf(each[0]![0]), null, said, () => lines);
    }

    override close(): void {
      this.lanes.clear();
    }

    private begin(lane: string, kind: string | null, said: readonly Said[], settle: () => readonly Receiver[]): void {
      // Whoever comes later starts with an answer that holds this already, and must not get it a second time.
      const lines = kind === null ? settle() : null;
      if (lines?.length === 0) return;
      const job: Job = { kind, said, lines, settle, at: 0, since: performance.now() };
      const waiting = this.lanes.get(lane);
      if (waiting) {
        const older = kind === null ? -1 : waiting.findIndex(each => each.kind === kind && each.lines === null);
        if (older >= 0) waiting[older] = job;
        else waiting.push(job);
        // The first is under way: cut short, some would miss it and others not.
        if (waiting.length > mostWaiting) waiting.splice(1, 1);
        return;
      }
      // What is for a few goes at once, as long as this turn is young; so does what each is told alone, for whoever was just
      // answered gets it in the same stroke.
      job.lines ??= settle();
      if (said.length > 1 || this.spent + job.lines.length <= slice)
        this.deliver(job, slice - this.spent, Number.POSITIVE_INFINITY);
      if (job.at < job.lines.length) this.lanes.set(lane, [job]);
      if (this.spent > 0 || this.lanes.size > 0) this.turn();
    }

    private turn(): void {
      if (this.turning) return;
      this.turning = true;
      setImmediate(() => {
        this.turning = false;
        this.spent = 0;
        const until = performance.now() + longest;
        while (this.spent < slice && this.lanes.size > 0) this.next(until);
        if (this.spent > 0 || this.lanes.size > 0) this.turn();
      });
    }

    /** One lane's share of this turn; then it stands behind the others. */
    private next(until: number): void {
      const [lane, jobs] = this.lanes.entries().next().value!;
      this.lanes.delete(lane);
      while (this.spent < slice) {
        const job = jobs[0];
        if (!job) return;
        job.lines ??= job.settle();
        this.deliver(job, slice - this.spent, job.said.length > 1 ? Number.POSITIVE_INFINITY : until);
        if (job.at === job.lines.length) jobs.shift();
      }
      if (jobs.length > 0) this.lanes.set(lane, jobs);
    }

    private deliver(job: Job, most: number, until: number): void {
      const { said } = job;
      const lines = job.lines!;
      const from = job.at;
      const end = Math.min(lines.length, from + most);
      let { at } = job;
      while (at < end) {
        const one = said.length === 1 ? said[0]! : said[at]!;
        one.encoded ??= encoded(one.data);
        if (!sendEncoded(lines[at]!, one.encoded, mostOwed)) onCutOff?.(lines[at]!);
        at++;
        if (at % LOOK === 0 && performance.now() > until) {
          // This turn has been long enough, however few it served.
          this.spent = slice;
          break;
        }
      }
      job.at = at;
      if (this.spent < slice) this.spent += at - from;
      if (at === from) return;
      onDelivered?.(at - from);
      if (at === lines.length) onTold?.(performance.now() - job.since);
    }

    private receivers({ rooms, except }: BroadcastOptions): Receiver[] {
      const { sockets } = this.nsp as { sockets: Map<string, Receiver> };
      const not = new Set<string>();
      for (const room of except ?? []) for (const id of this.rooms.get(room) ?? []) not.add(id);
      const found: Receiver[] = [];
      const ids = rooms.size === 1 ? this.rooms.get([...rooms][0]!) : new Set(this.idsOf(rooms));
      for (const id of ids ?? []) {
        const socket = not.has(id) ? undefined : sockets.get(id);
        if (socket) found.push(socket);
      }
      return found;
    }

    private *idsOf(rooms: ReadonlySet<string>): Iterable<string> {
      if (rooms.size === 0) yield* this.sids.keys();
      for (const room of rooms) yield* this.rooms.get(room) ?? [];
    }
  };
}
