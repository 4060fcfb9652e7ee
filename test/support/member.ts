/** Somebody with a device and no browser: enters by a link, asks for acts and asks again until answered, as a page does. */
import { randomUUID } from 'node:crypto';
import type { ActReply, LinkAnswer, PageToServer, ServerToPage } from '@kengesh/contracts';
import { io, type Socket } from 'socket.io-client';

export interface Device {
  readonly url: string;
  readonly as: string;
  /** What the browser would keep as a cookie; programs show it as a bearer. */
  readonly token: string;
}

export interface Called {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed where it is JSON. */
  // biome-ignore lint/suspicious/noExplicitAny: what a stranger's request is answered with is looked at field by field
  readonly body: any;
}

/**
 * One request of a program. A text is sent as it is, anything else as JSON.
 * @param within milliseconds after which it is given up; for ever unless it is said
 */
export async function call(
  url: string,
  who: Device | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
  within?: number,
): Promise<Called> {
  const response = await fetch(url + path, {
    method,
    ...(within === undefined ? {} : { signal: AbortSignal.timeout(within) }),
    headers: {
      ...(who ? { authorization: `Bearer ${who.token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = /\bjson\b/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: json && text !== '' ? JSON.parse(text) : text };
}

/** Exchanges a link's secret for a device. */
export async function enter(link: string): Promise<Device> {
  const { origin, hash } = new URL(link);
  const answer = await call(origin, null, 'POST', '/api/links/exchange', { secret: hash.slice(1) });
  if (answer.status !== 200) throw new Error(`the link was refused: ${JSON.stringify(answer.body)}`);
  return deviceOf(origin, answer);
}

/** A new link for somebody; where one who has a device gets it while the session is under way, the chair confirms it. */
export async function newLink(desk: Device, chair: Device, session: string, participant: string): Promise<string> {
  const path = `/api/sessions/${session}/participants/${participant}/link`;
  const { body } = await call(desk.url, desk, 'POST', path, { reason: 'broken' });
  if (body.until === undefined) return body.url;
  const { state } = (await call(desk.url, chair, 'GET', `/api/sessions/${session}/state`)).body;
  const { generation } = state.devices[participant].links.at(-1);
  const act = { type: 'link.confirm', participant, generation };
  const answer = await call(desk.url, chair, 'POST', `/api/sessions/${session}/acts`, { command: randomUUID(), act });
  if (answer.status !== 200) throw new Error(`the link was not confirmed: ${JSON.stringify(answer.body)}`);
  return body.url;
}

/** Takes the own place in a session, as an account of the desk. */
export async function enterSession(desk: Device, session: string): Promise<Device> {
  const answer = await call(desk.url, desk, 'POST', `/api/sessions/${session}/enter`);
  if (answer.status !== 200) throw new Error(`not let in: ${JSON.stringify(answer.body)}`);
  return deviceOf(desk.url, answer);
}

function deviceOf(url: string, answer: Called): Device {
  const { as } = answer.body as LinkAnswer;
  const cookie = answer.headers.getSetCookie().find(given => /^(__Host-)?kg_[aps]_/.test(given)) ?? '';
  return { url, as, token: /^[^=]+=([^;]*)/.exec(cookie)?.[1] ?? '' };
}

export interface Act {
  readonly type: string;
  readonly [field: string]: unknown;
}

export interface Member extends Device {
  readonly socket: Socket<ServerToPage, PageToServer>;
  /** Why the server said good-bye, if it did. */
  readonly bye: Promise<string>;
  /** Sends until it is answered, always with the same command id; counts how often it was sent. */
  ask(act: Act, command?: string): Promise<ActReply & { readonly command: string; readonly sent: number }>;
  leave(): void;
}

/** A line of this device, found again by itself when it breaks. */
export function lineOf(device: Device): Member {
  const socket: Socket<ServerToPage, PageToServer> = io(device.url, {
    auth: { token: device.token },
    transports: ['websocket'],
    forceNew: true,
    reconnectionDelay: 100,
    reconnectionDelayMax: 400,
  });
  const bye = new Promise<string>(resolve => {
    socket.on('bye', ({ code }) => resolve(code));
  });
  return {
    ...device,
    socket,
    bye,
    async ask(act, command = randomUUID()) {
      for (let sent = 1; ; sent++) {
        try {
          const answer: ActReply = await socket.timeout(2000).emitWithAck('ask', { command, act });
          return { ...answer, command, sent };
        } catch {
          if (sent > 30) throw new Error(`never answered: ${act.type}`);
        }
      }
    },
    leave: () => socket.disconnect(),
  };
}

/** Asks and must not be refused. */
export async function done(member: Member, act: Act) {
  const answer = await member.ask(act);
  if (!answer.ok) throw new Error(`${act.type}: ${answer.refused} ${JSON.stringify(answer.params)}`);
  return answer;
}
