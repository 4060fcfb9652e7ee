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
interface Encoded {
  readonly packets: unknown;
  readonly options: { readonly preEncoded: true; readonly wsPreEncodedFrame?: readonly Buffer[] };
}
interface Internals {
  _encode(packet: Packet, options: object): unknown;
}
type Receiver = Pick<Socket, 'conn'> & {
  readonly client: { writeToEngine(packets: unknown, options: object): void };
};

const OPEN = 1;
const MESSAGE = Buffer.from('4');

/** What this line has been sent and has not taken yet, in bytes: what waits here, not what the kernel holds for it. */
export function owed(socket: Pick<Socket, 'conn'>): number {
  const { transport, writeBuffer } = socket.conn as unknown as Conn;
  let bytes = transport.socket?.bufferedAmount ?? 0;
  for (const { data } of writeBuffer) bytes += data?.length ?? 0;
  return bytes;
}

/** Ends a line at once; whatever it would not take is forgotten. The page comes back and resumes from what it holds. */
export function cutOff(socket: Pick<Socket, 'conn'>): void {
  const conn = socket.conn as unknown as Conn;
  if (conn.transport.socket) conn.transport.socket.terminate();
  else conn.close(true);
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

/** The head of an unmasked text frame of one piece (RFC 6455, 5.2). */
function headOf(length: number): Buffer {
  if (length < 126) return Buffer.from([0x81, length]);
  if (length < 65_536) return Buffer.from([0x81, 126, length >> 8, length & 0xff]);
  const head = Buffer.alloc(10);
  head.writeUInt16BE(0x817f);
  head.writeUIntBE(length, 4, 6);
  return head;
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
  // As engine.io marks a message.
  const head = headOf(1 + first.length + rest.length);
  sender.sendFrame([Buffer.concat([head, MESSAGE, first]), rest]);
}

interface Job {
  /** Only the newest of a kind is worth telling: one that waits gives way to the next. */
  readonly kind: string | null;
  readonly packet: Packet;
  readonly options: BroadcastOptions;
  /** Those who are to hear it. Of volatile ones settled when it begins. */
  lines: readonly Receiver[] | null;
  encoded: Encoded | null;
  at: number;
  readonly since: number;
}

export interface SlicesOptions {
  /** Lines served in one turn of the event loop. */
  readonly slice?: number;
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
    override broadcast(packet: Packet & { nsp?: string }, options: BroadcastOptions): void {
      packet.nsp = (this.nsp as { name: string }).name;
      const [room = ''] = options.rooms;
      const volatile = options.flags?.volatile === true;
      const lane = volatile ? `~${laneOf(room)}` : laneOf(room);
      const kind = volatile ? `${[...options.rooms].join()} ${String(packet.data[0])}` : null;
      const job: Job = { kind, packet, options, lines: null, encoded: null, at: 0, since: performance.now() };
      if (!volatile) {
        // Whoever comes later starts with an answer that holds this already, and must not get it a second time.
        job.lines = this.receivers(options);
        if (job.lines.length === 0) return;
      }
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
      job.lines ??= this.receivers(options);
      if (this.spent + job.lines.length <= slice) {
        this.deliver(job, job.lines.length);
        if (this.spent > 0) this.turn();
        return;
      }
      this.lanes.set(lane, [job]);
      this.turn();
    }

    override close(): void {
      this.lanes.clear();
    }

    private turn(): void {
      if (this.turning) return;
      this.turning = true;
      setImmediate(() => {
        this.turning = false;
        this.spent = 0;
        while (this.spent < slice && this.lanes.size > 0) this.next();
        if (this.spent > 0 || this.lanes.size > 0) this.turn();
      });
    }

    /** One lane's share of this turn; then it stands behind the others. */
    private next(): void {
      const [lane, jobs] = this.lanes.entries().next().value!;
      this.lanes.delete(lane);
      while (this.spent < slice) {
        const job = jobs[0];
        if (!job) return;
        job.lines ??= this.receivers(job.options);
        this.deliver(job, slice - this.spent);
        if (job.at === job.lines.length) jobs.shift();
      }
      if (jobs.length > 0) this.lanes.set(lane, jobs);
    }

    private deliver(job: Job, most: number): void {
      const lines = job.lines!;
      const end = Math.min(lines.length, job.at + most);
      if (end > job.at) {
        job.encoded ??= this.encoded(job.packet);
        for (let at = job.at; at < end; at++) this.send(lines[at]!, job.encoded);
        this.spent += end - job.at;
        onDelivered?.(end - job.at);
      }
      job.at = end;
      if (end === lines.length && end > 0) onTold?.(performance.now() - job.since);
    }

    private encoded(packet: Packet): Encoded {
      const options: { preEncoded: true; wsPreEncodedFrame?: readonly Buffer[] } = { preEncoded: true };
      const packets = (this as unknown as Internals)._encode(packet, options);
      // Header and text in one piece: one write for each line instead of two.
      if (options.wsPreEncodedFrame) options.wsPreEncodedFrame = [Buffer.concat(options.wsPreEncodedFrame)];
      return { packets, options };
    }

    private send(line: Receiver, { packets, options }: Encoded): void {
      const conn = line.conn as unknown as Conn;
      if (conn.readyState !== 'open') return;
      const debt = owed(line);
      if (debt > mostOwed && debt > mostOwed + (longest.get(conn) ?? 0)) {
        onCutOff?.(line);
        cutOff(line);
        return;
      }
      if (options.wsPreEncodedFrame) remember(conn, options.wsPreEncodedFrame[0]!.length);
      const sender = options.wsPreEncodedFrame && openSender(conn);
      if (sender) sender.sendFrame(options.wsPreEncodedFrame!);
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
