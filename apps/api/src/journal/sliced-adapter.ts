/**
 * The crier's round. What is told to many lines is written down once and carried to them slice by slice, so that whoever
 * asks something meanwhile is answered in between. Of one session nothing overtakes what was told before it.
 */

import type { Socket } from 'socket.io';
import { Adapter, type BroadcastOptions } from 'socket.io-adapter';

// Parts of socket.io, engine.io and ws that are not their public face; sliced-adapter.test.ts holds us to them.
interface Sender {
  sendFrame(list: readonly Buffer[]): void;
}
interface Corked {
  cork(): void;
  uncork(): void;
}
interface Conn {
  readonly readyState: string;
  readonly writeBuffer: readonly { readonly data?: string | Buffer }[];
  readonly transport: {
    readonly name: string;
    readonly socket?: {
      readonly readyState: number;
      readonly bufferedAmount: number;
      readonly _sender?: Sender;
      readonly _socket?: Corked | null;
      terminate(): void;
    };
  };
  write(data: string): void;
  close(discard?: boolean): void;
}
interface Packet {
  readonly data: readonly unknown[];
}
/** What is said, as socket.io and engine.io would write it: the event for a transport of any kind, and the frame of a WebSocket. */
interface Encoded {
  readonly packets: readonly string[];
  readonly options: { readonly preEncoded: true; readonly wsPreEncodedFrame: readonly [Buffer] };
}
type Receiver = Pick<Socket, 'conn'> & {
  readonly client: { writeToEngine(packets: readonly string[], options: object): void };
};

const OPEN = 1;
const MESSAGE = 0x34;

/** What this line has been sent and has not taken yet, in bytes: what waits here, not what the kernel holds for it. */
export function owed(socket: Pick<Socket, 'conn'>): number {
  const { transport, writeBuffer } = socket.conn as unknown as Conn;
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) bytes += data?.length ?? 0;
  return bytes;
}

const cut = new WeakSet<object>();

/**
 * Ends a line at once; whatever it would not take is forgotten. The page comes back and resumes from what it holds. Answers
 * false where this was done before: it takes a moment until all hear of it.
 */
export function cutOff(socket: Pick<Socket, 'conn'>): boolean {
  const conn = socket.conn as unknown as Conn;
  if (cut.has(conn)) return false;
  cut.add(conn);
  if (conn.transport.socket) conn.transport.socket.terminate();
  else conn.close(true);
  return true;
}

/**
 * Nothing waits in engine.io for this line, so what is sent now may go straight to its socket, behind what was handed there
 * before. Engine.io would do the same by a longer way.
 */
function openSender({ transport, writeBuffer }: Conn): Sender | null {
  const ws = transport.socket;
  return writeBuffer.length === 0 && ws?.readyState === OPEN && ws._sender ? ws._sender : null;
}

/**
 * The longest message a line was sent, where it is a long one. On a slow line a whole snapshot takes its time: owing that
 * alone is no sign of a reader who does not read, and cut off it would never get through.
 */
const longest = new WeakMap<object, number>();
const LONG = 128 * 1024;
/** After so many lines the clock is looked at. */
const LOOK = 32;

function remember(conn: Conn, bytes: number): void {
  if (bytes > LONG && bytes > (longest.get(conn) ?? 0)) longest.set(conn, bytes);
}

const held = new Set<Corked>();
/** Turns of the event loop in which a full batch of own frames has gone out. */
const HELD_TURNS = 4;

/**
 * What this line is sent in this and the next turns goes out in one write: an answer, and the frame that shows what came of it,
 * for writing to a socket is the dearest part of a ballot.
 */
export function sendTogether(line: Pick<Socket, 'conn'>): void {
  const socket = (line.conn as unknown as Conn).transport.socket?._socket;
  if (!socket || held.has(socket)) return;
  socket.cork();
  held.add(socket);
  if (held.size === 1) release(HELD_TURNS);
}

function release(turns: number): void {
  setImmediate(() => {
    if (turns > 1) return release(turns - 1);
    for (const socket of held) socket.uncork();
    held.clear();
  });
}

/** The head of an unmasked text frame of one piece (RFC 6455, 5.2), with as many bytes behind it as are asked for. */
function headOf(length: number, behind = 0): { readonly frame: Buffer; readonly at: number } {
  const at = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(at + behind);
  frame[0] = 0x81;
  frame[1] = at === 2 ? length : at === 4 ? 126 : 127;
  if (at === 4) frame.writeUInt16BE(length, 2);
  if (at === 10) frame.writeBigUInt64BE(BigInt(length), 2);
  return { frame, at };
}

/**
 * An event of the main namespace. Nothing we tell is binary, so nothing is searched for it; head and text are one piece, one
 * write for each line instead of two.
 */
function encoded(data: readonly unknown[]): Encoded {
  const packet = `2${JSON.stringify(data)}`;
  // As engine.io marks a message.
  const length = 1 + Buffer.byteLength(packet);
  const { frame, at } = headOf(length, length);
  frame[at] = MESSAGE;
  frame.write(packet, at + 1);
  return { packets: [packet], options: { preEncoded: true, wsPreEncodedFrame: [frame] } };
}

/** One packet to one line, given in two pieces: the second is sent as it lies there, however many get it. */
export function sendPacket(line: Pick<Socket, 'conn'>, [first, rest]: readonly [Buffer, Buffer]): void {
  const conn = line.conn as unknown as Conn;
  if (conn.readyState !== 'open') return;
  remember(conn, first.length + rest.length);
  const sender = openSender(conn);
  if (!sender) {
    conn.write(`${first}${rest}`);
    return;
  }
  const { frame, at } = headOf(1 + first.length + rest.length, 1 + first.length);
  frame[at] = MESSAGE;
  first.copy(frame, at + 1);
  sender.sendFrame([frame, rest]);
}

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
  longest: longestTurn = 5,
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
      // What is for a few goes at once, as long as this turn is young.
      job.lines ??= settle();
      if (this.spent + job.lines.length <= slice) {
        this.deliver(job, job.lines.length, Number.POSITIVE_INFINITY);
        if (this.spent > 0) this.turn();
        return;
      }
      this.lanes.set(lane, [job]);
      this.turn();
    }

    private turn(): void {
      if (this.turning) return;
      this.turning = true;
      setImmediate(() => {
        this.turning = false;
        this.spent = 0;
        const until = performance.now() + longestTurn;
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
        this.deliver(job, slice - this.spent, until);
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
        this.send(lines[at]!, one.encoded);
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

    private send(line: Receiver, { packets, options }: Encoded): void {
      const conn = line.conn as unknown as Conn;
      if (conn.readyState !== 'open') return;
      const debt = owed(line);
      if (debt > mostOwed && debt > mostOwed + (longest.get(conn) ?? 0)) {
        if (cutOff(line)) onCutOff?.(line);
        return;
      }
      remember(conn, options.wsPreEncodedFrame[0].length);
      const sender = openSender(conn);
      if (sender) sender.sendFrame(options.wsPreEncodedFrame);
      else line.client.writeToEngine(packets, options);
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
