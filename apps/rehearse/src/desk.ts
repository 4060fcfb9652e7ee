/**
 * The secretary of a rehearsal: does at the desk, by HTTP, what a secretary does before a session: founds where there is
 * nothing yet, hands the session over to its journal, and gives every delegate a link.
 */
import { randomUUID } from 'node:crypto';
import type { Council, CouncilInput, LinkIssued, Problem, RosterRow, SeatInput, SessionRow } from '@kengesh/contracts';

/** A device of the desk's account, or of anybody: where, and what it shows. */
export interface Device {
  readonly url: string;
  readonly token: string;
}

/** The server said no. */
export class ApiError extends Error {
  constructor(
    readonly act: string,
    readonly code: string,
    readonly params: { readonly [name: string]: unknown },
  ) {
    super(`${act}: ${code} ${JSON.stringify(params)}`);
  }
}

/** What may be asked again where the line broke under it: it reads, or brings the same about a second time. */
const HARMLESS = /^GET |\/(exchange|link|prepare)$/;

async function call(url: string, token: string | null, method: string, path: string, body?: unknown) {
  for (let again = 0; ; again++) {
    const response = await fetch(url + path, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      if (again === 20 || !HARMLESS.test(`${method} ${path}`)) throw error;
    });
    if (!response) {
      await new Promise(resolve => setTimeout(resolve, 250));
      continue;
    }
    const bytes = Buffer.from(await response.arrayBuffer());
    if (response.ok) return { headers: response.headers, bytes };
    const { code = `http.${response.status}`, params = {} } = problemIn(bytes);
    if (response.status !== 429 || again === 20) throw new ApiError(`${method} ${path}`, code, params);
    await new Promise(resolve => setTimeout(resolve, 1000 * Number(params.seconds ?? 1)));
  }
}

function problemIn(bytes: Buffer): Partial<Problem> {
  try {
    return JSON.parse(bytes.toString('utf8')) as Problem;
  } catch {
    return {};
  }
}

/** One request of this device, answered as JSON. @throws Refused */
export async function request<T>(device: Device, method: string, path: string, body?: unknown): Promise<T> {
  const { bytes } = await call(device.url, device.token, method, path, body);
  return (bytes.length === 0 ? undefined : JSON.parse(bytes.toString('utf8'))) as T;
}

/** Exchanges a link for a device, as a browser does. @throws Refused */
export async function enter(link: string): Promise<Device> {
  const { origin, hash } = new URL(link);
  return enterAt(origin, hash.slice(1));
}

/** The same at an address of our own choice: links are written for the public one. */
export async function enterAt(url: string, secret: string): Promise<Device> {
  const { headers } = await call(url, null, 'POST', '/api/links/exchange', { secret });
  // A proxy that balances by a cookie puts its own beside ours.
  const cookie = headers.getSetCookie().find(given => /^(__Host-)?kg_[aps]_/.test(given)) ?? '';
  return { url, token: /^[^=]+=([^;]*)/.exec(cookie)?.[1] ?? '' };
}

/** Bytes of the state as the server shows it to this device. */
export async function stateOf(device: Device, session: string): Promise<Buffer> {
  return (await call(device.url, device.token, 'GET', `/api/sessions/${session}/state`)).bytes;
}

export interface Roll {
  readonly session: SessionRow;
  readonly rows: readonly RosterRow[];
}

/** Hands the session over to its journal; it must not be open yet. @throws Refused */
export async function prepare(desk: Device, id: string): Promise<Roll> {
  await request(desk, 'POST', `/api/sessions/${id}/prepare`, { command: randomUUID() });
  const session = await request<SessionRow>(desk, 'GET', `/api/sessions/${id}`);
  return { session, rows: await request<RosterRow[]>(desk, 'GET', `/api/sessions/${id}/roster`) };
}

/** The secret of a new link for this participant. @throws Refused */
export async function secretFor(desk: Device, session: string, participant: string): Promise<string> {
  const { url } = await request<LinkIssued>(desk, 'POST', `/api/sessions/${session}/participants/${participant}/link`);
  return new URL(url).hash.slice(1);
}

const half = { kind: 'fraction', num: 1, den: 2, cmp: 'gt' } as const;
const COUNCIL = (seats: number): CouncilInput => ({
  name: { ru: `Репетиция на ${seats} мест`, en: `Rehearsal of ${seats} seats` },
  mailbox: 'rehearsal@council.example',
  zone: 'Asia/Bishkek',
  statutorySeats: seats,
  rules: {
    citation: { ru: 'Правила репетиции', en: 'Rules of a rehearsal' },
    quorum: { ...half, base: 'statutory' },
    majorities: [{ key: 'simple', threshold: { ...half, base: 'cast' } }],
    tie: 'rejected',
    presenceGrace: 60,
    ballots: { writtenLeastMinutes: 60 },
    speech: { seconds: 180, grace: 30 },
  },
});
const SEAT = (number: number, role: 'chair' | 'delegate' | 'secretary'): SeatInput => ({
  label: role === 'secretary' ? { ru: 'Секретарь', en: 'Secretary' } : { ru: `Место ${number}`, en: `Seat ${number}` },
  role,
  votes: role !== 'secretary',
  filled: true,
  delegation: `D${Math.ceil(number / 10)}`,
  category: 'state',
  email: null,
  language: 'ru',
  mode: 'remote',
  holder: null,
});

/** A council of so many seats and a session of it for tomorrow, by a desk account that may found one. @throws Refused */
export async function found(desk: Device, seats: number, tell: (done: number) => void = () => undefined) {
  const council = await request<Council>(desk, 'POST', '/api/councils', COUNCIL(seats));
  await request(desk, 'POST', `/api/councils/${council.id}/seats`, SEAT(0, 'secretary'));
  for (let number = 1; number <= seats; number++) {
    await request(desk, 'POST', `/api/councils/${council.id}/seats`, SEAT(number, number === 1 ? 'chair' : 'delegate'));
    tell(number);
  }
  const day = new Date(Date.now() + 24 * 3_600_000).toISOString().slice(0, 10);
  const session = await request<SessionRow>(desk, 'POST', `/api/councils/${council.id}/sessions`, {
    title: { ru: 'Репетиция заседания', en: 'Rehearsal of a session' },
    form: 'remote',
    place: { ru: 'Интернет', en: 'Online' },
    startsLocal: `${day}T14:00`,
    endsLocal: `${day}T18:00`,
    zone: 'Asia/Bishkek',
  });
  await request(desk, 'PUT', `/api/sessions/${session.id}/agenda`, {
    items: [{ title: { ru: 'Вопрос репетиции', en: 'An item to rehearse' }, rapporteurSeatId: null }],
  });
  return session.id;
}
