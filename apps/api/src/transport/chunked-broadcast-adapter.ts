/**
 * socket.io adapter that broadcasts in slices (256 sockets or 1 ms per event-loop turn), so commands are answered in
 * between.
 * Order is kept per socket; of volatile events only the newest is kept.
 */

import type { ServerToPage } from '@kengesh/contracts';
import type { Socket } from 'socket.io';
import { Adapter, type BroadcastOptions } from 'socket.io-adapter';
import type { LiveServer } from './connection-registry.js';
import { type EncodedMessage, encoded, encodedText, type Receiver, sendEncoded } from './socket-writer.js';

interface Packet {
  readonly data: readonly unknown[];
}

/** After so many lines the clock is looked at; the least a turn serves. */
const LOOK = 4;

/** While others are served, looked again after so many milliseconds whether the news has waited long enough. */
const AGAIN = 10;

/** What is told, written down when the first line is to hear it. */
interface Broadcast {
  readonly data: readonly unknown[];
  /** Only the newest of a kind is worth telling: one that still waits for a line gives way to the next. */
  readonly kind: string | null;
  readonly since: number;
  encoded: EncodedMessage | null;
  /** Lines that have not heard it. */
  left: number;
}
/** What waits for a line, oldest first. Lines for which the same waits share it. */
interface OutboundQueue {
  readonly said: readonly Broadcast[];
  /** When these lines began to wait. What has given way to newer numbers does not make it later. */
  readonly since: number;
}
/** Lines for which something waits, in the order in which they come to their turn. */
type Lane = Map<Receiver, OutboundQueue>;

const textOf = (said: Broadcast): EncodedMessage => {
  said.encoded ??= encoded(said.data);
  return said.encoded;
};
/** An event for each of these rooms, with a value of its own as JSON. */
export type Each = readonly (readonly [room: string, json: string])[];

/** The adapter that comes with socket.io can do no more than the second. */
type Adapting = { tellEach?(event: string, each: Each): void };

/** As `io.to(room).emit(event, value)` for each, in one round: of rooms of one lane. */
export function broadcastEach(io: LiveServer, event: keyof ServerToPage, each: Each): void {
  const adapter = io.of('/').adapter as unknown as Adapting;
  if (adapter.tellEach) adapter.tellEach(event, each);
  else for (const [room, json] of each) io.to(room).emit(event, JSON.parse(json));
}

export interface SlicesOptions {
  /** Lines served in one turn of the event loop, and the longest such a turn may take, milliseconds. */
  readonly slice?: number;
  readonly maxTurnMs?: number;
  /** Whether many wait for an answer now. It goes before the news: a turn serves no more than it must then. */
  readonly isUnderLoad?: () => boolean;
  /** And none before its oldest news has waited so many milliseconds, unless that can go with something else. */
  readonly maxDelayMs?: number;
  /** Most bytes a line may owe, beside its longest message, before it is cut off. */
  readonly maxBufferedBytes: number;
  /** Most that may wait for one line; the oldest is dropped then, and whoever misses it asks again. */
  readonly maxQueuedMessages?: number;
  /** Rooms of one lane are told things in order; lanes take turns. */
  readonly laneOf: (room: string) => string;
  readonly onCutOff?: (socket: Pick<Socket, 'conn'>) => void;
  readonly onDelivered?: (messages: number) => void;
  /** A broadcast has reached its last line, so many milliseconds after it was told. */
  readonly onBroadcastDone?: (milliseconds: number) => void;
}

/** As `new Server(…, { adapter })` wants it. */
export function chunkedBroadcastAdapter({
  slice = 256,
  maxTurnMs = 1,
  isUnderLoad = () => false,
  maxDelayMs = 300,
  maxBufferedBytes,
  maxQueuedMessages = 1000,
  laneOf,
  onCutOff,
  onDelivered,
  onBroadcastDone,
}: SlicesOptions): typeof Adapter {
  return class SlicedAdapter extends Adapter {
    /** Lanes with something to tell, in the order in which they come to their turn. */
    private readonly lanes = new Map<string, Lane>();
    private turning = false;
    /** Lines served in this turn of the event loop. */
    private spent = 0;
    /** What they heard, until it is counted. */
    private heard = 0;

    /** `flags.volatile` means here: newest only. Nobody who can hear it is left out. */
    override broadcast({ data }: Packet, options: BroadcastOptions): void {
      // Whoever comes later starts with an answer that holds this already, and must not get it a second time.
      const lines = this.receivers(options);
      if (lines.length === 0) return;
      const [room = ''] = options.rooms;
      const lane = laneOf(room);
      const since = performance.now();
      // What is for a few goes at once, as long as this turn is young.
      if (this.spent + lines.length <= slice) {
        this.tell(lane, lines, encoded(data));
        onBroadcastDone?.(performance.now() - since);
      } else {
        const kind = options.flags?.volatile === true ? String(data[0]) : null;
        this.enqueue(lane, lines, { data, kind, since, encoded: null, left: lines.length });
      }
      this.count();
      this.turn();
    }

    /** At once: it is what whoever was just answered waits for. */
    tellEach(event: string, each: Each): void {
      const { sockets } = this.nsp as { sockets: Map<string, Receiver> };
      const since = performance.now();
      for (const [room, json] of each) {
        const lines: Receiver[] = [];
        for (const id of this.rooms.get(room) ?? []) {
          const line = sockets.get(id);
          if (line) lines.push(line);
        }
        this.tell(laneOf(room), lines, encodedText(`["${event}",${json}]`));
      }
      if (each.length > 0) onBroadcastDone?.(performance.now() - since);
      this.count();
      this.turn();
    }

    override close(): void {
      this.lanes.clear();
    }

    /** Now, and behind what waits for these lines, which goes with it. */
    private tell(name: string, lines: readonly Receiver[], text: EncodedMessage): void {
      const lane = this.lanes.get(name);
      for (const line of lines) {
        const before = lane?.get(line);
        if (before) {
          lane!.delete(line);
          this.sendWaiting(line, before);
        }
        this.send(line, text);
      }
      this.heard += lines.length;
    }

    private enqueue(lane: string, lines: readonly Receiver[], said: Broadcast): void {
      const waiting: Lane = this.lanes.get(lane) ?? new Map();
      this.lanes.set(lane, waiting);
      const alone: OutboundQueue = { said: [said], since: said.since };
      const longer = new Map<OutboundQueue, { readonly now: OutboundQueue; readonly dropped: readonly Broadcast[] }>();
      for (const line of lines) {
        const before = waiting.get(line);
        if (!before) {
          waiting.set(line, alone);
          continue;
        }
        let known = longer.get(before);
        if (!known) {
          const kept = before.said
            .filter(one => one.kind === null || one.kind !== said.kind)
            .slice(1 - maxQueuedMessages);
          const dropped = before.said.filter(one => !kept.includes(one));
          known = { now: { said: [...kept, said], since: before.since }, dropped };
          longer.set(before, known);
        }
        waiting.set(line, known.now);
        for (const one of known.dropped) one.left--;
      }
    }

    private turn(): void {
      if (this.turning || (this.spent === 0 && this.lanes.size === 0)) return;
      this.turning = true;
      setImmediate(() => this.serve());
    }

    private serve(): void {
      this.spent = 0;
      const now = performance.now();
      const [until, toldBefore] = isUnderLoad() ? [0, now - maxDelayMs] : [now + maxTurnMs, now];
      for (let idle = 0; idle < this.lanes.size && this.spent < slice; )
        idle = this.next(until, toldBefore) > 0 ? 0 : idle + 1;
      if (this.spent === 0 && this.lanes.size > 0) {
        setTimeout(() => this.serve(), AGAIN);
        return;
      }
      this.turning = false;
      this.turn();
    }

    /** One lane's share of this turn; then it stands behind the others. Answers how many lines were served. */
    private next(until: number, toldBefore: number): number {
      const [name, lane] = this.lanes.entries().next().value!;
      this.lanes.delete(name);
      let served = 0;
      for (const [line, waiting] of lane) {
        // Those behind it have waited less.
        if (this.spent >= slice || waiting.since > toldBefore) break;
        lane.delete(line);
        this.sendWaiting(line, waiting);
        served++;
        // This turn has been long enough, however few it served.
        if (served % LOOK === 0 && performance.now() > until) this.spent = slice;
      }
      if (lane.size > 0) this.lanes.set(name, lane);
      this.count();
      return served;
    }

    private sendWaiting(line: Receiver, waiting: OutboundQueue): void {
      for (const said of waiting.said) this.send(line, textOf(said));
      this.heard += waiting.said.length;
      for (const said of waiting.said) if (--said.left === 0) onBroadcastDone?.(performance.now() - said.since);
    }

    private send(line: Receiver, text: EncodedMessage): void {
      this.spent++;
      if (!sendEncoded(line, text, maxBufferedBytes)) onCutOff?.(line);
    }

    private count(): void {
      if (this.heard > 0) onDelivered?.(this.heard);
      this.heard = 0;
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
