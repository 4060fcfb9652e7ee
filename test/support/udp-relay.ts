/**
 * The way of sound and picture between one browser and LiveKit, as bad as a test wants it: a UDP relay on loopback. What
 * a browser emulates of a network touches no media at all. Losses are drawn from a seed.
 */
import { createSocket, type Socket } from 'node:dgram';
import type { BrowserContext } from 'playwright-core';

const HOST = '127.0.0.1';
/** IP and UDP head: what a packet weighs beside its payload. */
const HEAD = 28;
/** Milliseconds of packets that wait for a slow line; what comes later is dropped, as a router does. */
const QUEUE = 250;

export interface UdpWeather {
  /** Share of packets that get lost, each way. */
  readonly loss: number;
  /** How late each arrives, one way, milliseconds. */
  readonly delay: number;
  /** Bytes per second, each way, of all together; 0: as fast as it goes. */
  readonly rate: number;
}

export const CLEAR: UdpWeather = { loss: 0, delay: 0, rate: 0 };
export const CUT: UdpWeather = { ...CLEAR, loss: 1 };

export interface UdpRelay {
  readonly port: number;
  /** Packets that went over it, and packets that did not, so far. */
  readonly told: { readonly carried: number; readonly dropped: number };
  /** From now on. */
  weather(weather: UdpWeather): void;
  close(): Promise<void>;
}

/** @param target LiveKit's UDP port */
export async function openUdpRelay(target: number, seed: number): Promise<UdpRelay> {
  const draw = drawing(seed);
  const told = { carried: 0, dropped: 0 };
  let weather = CLEAR;
  let closed = false;
  /** One wire each way: a packet starts when the one before has been put on it. */
  const wire = () => {
    let free = 0;
    return (packet: Buffer, send: () => void) => {
      const now = performance.now();
      const start = Math.max(now, free);
      if (draw() < weather.loss || (weather.rate > 0 && start - now > QUEUE)) {
        told.dropped += 1;
        return;
      }
      free = weather.rate > 0 ? start + ((packet.length + HEAD) / weather.rate) * 1000 : 0;
      const wait = Math.max(0, free - now) + weather.delay;
      told.carried += 1;
      if (wait === 0) send();
      else setTimeout(() => closed || send(), wait);
    };
  };
  const [up, down] = [wire(), wire()];
  const near = await bound();
  /** By the browser's port: LiveKit knows its lines by where they come from, and answers find back. */
  const far = new Map<number, Promise<Socket>>();
  const open = async (client: number) => {
    const socket = await bound();
    socket.on('message', packet => down(packet, () => near.send(packet, client, HOST)));
    return socket;
  };
  near.on('message', async (packet, { port }) => {
    const known = far.get(port) ?? open(port);
    far.set(port, known);
    const socket = await known;
    up(packet, () => socket.send(packet, target, HOST));
  });
  return {
    port: near.address().port,
    told,
    weather: next => {
      weather = next;
    },
    close: async () => {
      closed = true;
      const sockets = [near, ...(await Promise.all(far.values()))];
      await Promise.all(sockets.map(socket => new Promise<void>(resolve => socket.close(resolve))));
    },
  };
}

/** What of a line names addresses. */
interface Lines {
  setRemoteDescription(this: RTCPeerConnection, description: RTCSessionDescriptionInit): Promise<void>;
  addIceCandidate(this: RTCPeerConnection, candidate: RTCIceCandidateInit): Promise<void>;
  createOffer(this: RTCPeerConnection, options?: RTCOfferOptions): Promise<RTCSessionDescriptionInit>;
  createAnswer(this: RTCPeerConnection, options?: RTCAnswerOptions): Promise<RTCSessionDescriptionInit>;
}

/**
 * From now on, the pages of this context reach LiveKit through the relay and no other way: its port is put in LiveKit's
 * place, and their own addresses are kept from LiveKit, which would call there directly. It learns the relay's instead.
 */
export async function throughRelay(context: BrowserContext, target: number, relay: UdpRelay): Promise<void> {
  await context.addInitScript(
    ({ from, to }) => {
      const lines = RTCPeerConnection.prototype as unknown as Lines;
      const { setRemoteDescription, addIceCandidate, createOffer, createAnswer } = lines;
      const moved = (text = '') => text.replaceAll(` ${from} typ `, ` ${to} typ `);
      const silent = ({ type, sdp }: RTCSessionDescriptionInit) => ({
        type,
        sdp: sdp?.replace(/^a=candidate:.*\r\n/gm, '') ?? '',
      });
      lines.setRemoteDescription = function ({ type, sdp }) {
        return setRemoteDescription.call(this, { type, sdp: moved(sdp) });
      };
      lines.addIceCandidate = function (one) {
        return addIceCandidate.call(this, { ...one, candidate: moved(one.candidate) });
      };
      lines.createOffer = async function (options) {
        return silent(await createOffer.call(this, options));
      };
      lines.createAnswer = async function (options) {
        return silent(await createAnswer.call(this, options));
      };
      const told = Object.getOwnPropertyDescriptor(lines, 'onicecandidate')!;
      Object.defineProperty(lines, 'onicecandidate', {
        ...told,
        set(hear: ((event: RTCPeerConnectionIceEvent) => void) | null) {
          told.set?.call(this, hear && ((event: RTCPeerConnectionIceEvent) => event.candidate || hear(event)));
        },
      });
    },
    { from: target, to: relay.port },
  );
}

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4');
  // A LiveKit that is gone is told of by whoever waits for it.
  socket.on('error', () => {});
  await new Promise<void>(resolve => socket.bind(0, HOST, resolve));
  return socket;
}

/** Numbers from 0 to 1, the same ones for the same seed (mulberry32). */
function drawing(seed: number): () => number {
  let at = seed;
  return () => {
    at = (at + 0x6d2b79f5) | 0;
    let t = Math.imul(at ^ (at >>> 15), 1 | at);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
