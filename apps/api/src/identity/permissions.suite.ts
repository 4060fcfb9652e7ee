/** A council in session, everybody who may come to the API with it, and one good request of every operation. */
import { randomUUID } from 'node:crypto';
import type { SeatRow } from '@kengesh/contracts';
import request from 'supertest';
import {
  convene,
  cookieOf,
  councilInput,
  type Desk,
  DeskPage,
  seatInput,
  sessionInput,
  startDesk,
} from './desk-kit.suite.js';

/** Columns of the table. */
export const IDENTITIES = [
  'nobody',
  'secretary',
  'chair',
  'auditor',
  'other council',
  'chair device',
  'deputy device',
  'delegate',
  'observer',
  'interpreter',
  'secretary device',
  'hall screen',
  'other delegate',
] as const;
export type IdentityName = (typeof IDENTITIES)[number];

export const MOMENTS = ['before the opening', 'open', 'closed'] as const;
export type MomentName = (typeof MOMENTS)[number];

type Pages = Record<IdentityName, DeskPage>;

export interface World {
  readonly desk: Desk;
  readonly council: string;
  readonly session: string;
  /** A voting participant whom nobody is. */
  readonly spare: string;
  readonly seat: string;
  readonly pages: Pages;
  /** The screen once more: its new link has ended the one before. */
  enterScreen(): Promise<void>;
  /** Everybody once more, when the session is over. */
  comeAgain(): Promise<void>;
  goOn(to: MomentName): Promise<void>;
}

/** A page that shows nothing of who it is. */
class NobodysPage extends DeskPage {
  override get = (path: string) => request(this.url).get(path);
  override delete = (path: string) => request(this.url).delete(path);
  override post = (path: string, body?: object) => request(this.url).post(path).send(body);
  override put = (path: string, body: object) => request(this.url).put(path).send(body);
  override patch = (path: string, body: object) => request(this.url).patch(path).send(body);
}

/** In the order in which the desk's kit made them. */
const ACCOUNTS = ['secretary', 'other council', 'chair', 'auditor'] as const satisfies readonly IdentityName[];
const PASSWORD = 'correct horse battery staple';
/** Half of a key pair. */
const HALF = 'A'.repeat(43);
const PLACES = {
  'chair device': 'chair',
  'deputy device': 'deputy',
  delegate: 'delegate',
  observer: 'observer',
  interpreter: 'interpreter',
  'secretary device': 'secretary',
} as const;

async function act(page: DeskPage, session: string, what: { readonly type: string }): Promise<void> {
  await page.post(`/api/sessions/${session}/acts`, { command: randomUUID(), act: what }).expect(200);
}

interface RosterLine {
  readonly participant: string;
  readonly role: string;
}

export async function startWorld(): Promise<World> {
  const desk = await startDesk();
  const secretary = await desk.account();
  const { body: council } = await secretary.post('/api/councils', councilInput()).expect(201);
  const seats: SeatRow[] = [];
  const roles = [
    'chair',
    'deputy',
    'delegate',
    'delegate',
    'delegate',
    'observer',
    'interpreter',
    'secretary',
  ] as const;
  for (const [index, role] of roles.entries()) {
    const votes = role === 'chair' || role === 'deputy' || role === 'delegate';
    const input = seatInput({
      role,
      votes,
      mode: 'hall',
      label: { en: `Seat ${index + 1}` },
      holder: `Holder ${index + 1}`,
    });
    seats.push((await secretary.post(`/api/councils/${council.id}/seats`, input).expect(201)).body);
  }
  const { body: convened } = await secretary.post(`/api/councils/${council.id}/sessions`, sessionInput()).expect(201);
  const session: string = convened.id;
  await secretary.post(`/api/sessions/${session}/prepare`, { command: randomUUID() }).expect(200);
  const { body: roll } = await secretary.get(`/api/sessions/${session}/roster`).expect(200);
  const lines = roll as readonly RosterLine[];

  const other = await desk.account();
  const elsewhere = await convene(other);
  await other.post(`/api/sessions/${elsewhere.session.id}/prepare`, { command: randomUUID() }).expect(200);
  const { body: theirs } = await other.get(`/api/sessions/${elsewhere.session.id}/roster`).expect(200);
  const stranger = (theirs as readonly RosterLine[]).find(({ role }) => role === 'delegate')!;

  const enter = async (page: DeskPage, path: string) => desk.enter((await page.post(path).expect(201)).body.url);
  const pages = {
    nobody: new NobodysPage(desk.url, '', ''),
    secretary,
    chair: await desk.account(council.id, 'chair'),
    auditor: await desk.account(council.id, 'auditor'),
    'other council': other,
  } as Partial<Pages> as Pages;
  const enterScreen = async () => {
    pages['hall screen'] = await enter(pages.secretary, `/api/sessions/${session}/screen-link`);
  };
  const enterDevices = async () => {
    for (const [name, role] of Object.entries(PLACES)) {
      const line = lines.find(one => one.role === role)!;
      const path = `/api/sessions/${session}/participants/${line.participant}/link`;
      pages[name as IdentityName] = await enter(pages.secretary, path);
    }
    await enterScreen();
    const path = `/api/sessions/${elsewhere.session.id}/participants/${stranger.participant}/link`;
    pages['other delegate'] = await enter(pages['other council'], path);
  };
  await enterDevices();
  return {
    desk,
    council: council.id,
    session,
    spare: lines.filter(({ role }) => role === 'delegate').at(-1)!.participant,
    seat: seats[2]!.id,
    pages,
    enterScreen,
    comeAgain: async () => {
      for (const [index, name] of ACCOUNTS.entries()) {
        const credentials = { email: `someone${index + 1}@desk.example`, password: PASSWORD };
        const answer = await request(desk.url).post('/api/sign-in').send(credentials).expect(200);
        pages[name] = new DeskPage(desk.url, answer.body.as, cookieOf(answer));
      }
      await enterDevices();
    },
    goOn: async to => {
      if (to === 'open') {
        await act(pages['secretary device'], session, { type: 'attendance.checkInAll' });
        await act(pages['chair device'], session, { type: 'session.open' });
      }
      if (to === 'closed') await act(pages['chair device'], session, { type: 'session.close' });
    },
  };
}

/** What one identity asks of an operation: with good input, so that whoever is refused is refused for who it is. */
type Ask = (page: DeskPage, world: World) => PromiseLike<request.Response>;

const council = (path: string) => (world: World) => `/api/councils/${world.council}${path}`;
const session = (path: string) => (world: World) => `/api/sessions/${world.session}${path}`;
const spare = (path: string) => (world: World) => `/api/sessions/${world.session}/participants/${world.spare}${path}`;
type Path = string | ((world: World) => string);
const at = (path: Path, world: World) => (typeof path === 'string' ? path : path(world));
const get =
  (path: Path): Ask =>
  (page, world) =>
    page.get(at(path, world));
const remove =
  (path: Path): Ask =>
  (page, world) =>
    page.delete(at(path, world));
const post =
  (path: Path, body: () => object = () => ({})): Ask =>
  (page, world) =>
    page.post(at(path, world), body());
const patch =
  (path: Path, body: object): Ask =>
  (page, world) =>
    page.patch(at(path, world), body);
const put =
  (path: Path, body: object): Ask =>
  (page, world) =>
    page.put(at(path, world), body);

const COUNCIL_PATH = '/api/councils/{id}';
const EXPORTS_PATH = '/api/sessions/{id}/exports';
const PLACE_PATH = '/api/sessions/{id}/participants/{participant}';

/** One of its own, of those that were let in. */
const ownDevice = async (page: DeskPage): Promise<string> => {
  const { body } = await page.get('/api/my/devices');
  return Array.isArray(body) && body.length > 0 ? body.at(-1).id : randomUUID();
};

export const ASKED: Readonly<Record<string, Ask>> = {
  'GET /health/live': get('/health/live'),
  'GET /health/ready': get('/health/ready'),
  'POST /api/sign-in': post('/api/sign-in', () => ({ email: 'someone1@desk.example', password: PASSWORD })),
  'POST /api/links/exchange': post('/api/links/exchange', () => ({ secret: randomUUID() })),
  'POST /api/password-reset': post('/api/password-reset', () => ({ email: `${randomUUID()}@desk.example` })),
  'POST /api/sign-out': post('/api/sign-out'),
  'PUT /api/my/password': put('/api/my/password', { current: PASSWORD, password: PASSWORD }),
  'GET /api/me': get('/api/me'),
  'GET /api/my/devices': get('/api/my/devices'),
  'DELETE /api/my/devices/{device}': async page => page.delete(`/api/my/devices/${await ownDevice(page)}`),
  'GET /api/my/sessions': get('/api/my/sessions'),
  'GET /api/councils': get('/api/councils'),
  'POST /api/councils': post('/api/councils', councilInput),
  [`GET ${COUNCIL_PATH}`]: get(council('')),
  [`PATCH ${COUNCIL_PATH}`]: patch(council(''), { mailbox: 'other@desk.example' }),
  [`GET ${COUNCIL_PATH}/rules`]: get(council('/rules')),
  [`POST ${COUNCIL_PATH}/rules/{version}/decision`]: post(council('/rules/1/decision'), () => ({
    sessionId: randomUUID(),
    decision: 'd1',
  })),
  [`GET ${COUNCIL_PATH}/seats`]: get(council('/seats')),
  [`POST ${COUNCIL_PATH}/seats`]: post(council('/seats'), seatInput),
  'PATCH /api/seats/{id}': patch(({ seat }) => `/api/seats/${seat}`, { holder: 'Another holder' }),
  'DELETE /api/seats/{id}': remove(({ seat }) => `/api/seats/${seat}`),
  [`GET ${COUNCIL_PATH}/accounts`]: get(council('/accounts')),
  [`POST ${COUNCIL_PATH}/accounts`]: post(council('/accounts'), () => ({
    email: `${randomUUID()}@desk.example`,
    label: { en: 'Office' },
    role: 'auditor',
    language: 'en',
  })),
  // Its own: heard, and refused for another reason.
  [`PATCH ${COUNCIL_PATH}/accounts/{account}`]: (page, world) =>
    page.patch(`/api/councils/${world.council}/accounts/${world.pages.secretary.as}`, { disabled: true }),
  [`DELETE ${COUNCIL_PATH}/accounts/{account}`]: async (page, world) => {
    const invited = await world.pages.secretary
      .post(`/api/councils/${world.council}/accounts`, {
        email: `${randomUUID()}@desk.example`,
        label: { en: 'Office' },
        role: 'auditor',
        language: 'en',
      })
      .expect(201);
    return page.delete(`/api/councils/${world.council}/accounts/${invited.body.row.account}`);
  },
  [`GET ${COUNCIL_PATH}/security-log`]: get(council('/security-log')),
  [`GET ${COUNCIL_PATH}/decisions`]: get(council('/decisions')),
  [`GET ${COUNCIL_PATH}/tasks`]: get(council('/tasks')),
  [`GET ${COUNCIL_PATH}/offices`]: get(council('/offices')),
  [`GET ${COUNCIL_PATH}/sessions`]: get(council('/sessions')),
  [`POST ${COUNCIL_PATH}/sessions`]: post(council('/sessions'), sessionInput),
  'GET /api/sessions/{id}': get(session('')),
  'PATCH /api/sessions/{id}': patch(session(''), { place: { en: 'Osh' } }),
  'PUT /api/sessions/{id}/agenda': put(session('/agenda'), { items: [] }),
  'POST /api/sessions/{id}/cancel': post(session('/cancel')),
  'GET /api/sessions/{id}/orphans': get(session('/orphans')),
  'POST /api/sessions/{id}/prepare': post(session('/prepare'), () => ({ command: randomUUID() })),
  'GET /api/sessions/{id}/roster': get(session('/roster')),
  [`PATCH ${PLACE_PATH}`]: patch(spare(''), { mode: 'hall' }),
  [`POST ${PLACE_PATH}/link`]: post(spare('/link'), () => ({ reason: 'lost' })),
  [`POST ${PLACE_PATH}/link/admit`]: post(spare('/link/admit')),
  [`DELETE ${PLACE_PATH}/link`]: remove(spare('/link')),
  'POST /api/sessions/{id}/screen-link': post(session('/screen-link')),
  'POST /api/sessions/{id}/enter': post(session('/enter')),
  'POST /api/sessions/{id}/invitations': post(session('/invitations')),
  'GET /api/sessions/{id}/letters': get(session('/letters')),
  'POST /api/sessions/{id}/letters/recall': post(session('/letters/recall'), () => ({ letters: [randomUUID()] })),
  'POST /api/sessions/{id}/letters/{letter}/again': post(
    ({ session: id }) => `/api/sessions/${id}/letters/${randomUUID()}/again`,
  ),
  [`GET ${PLACE_PATH}/invitation.ics`]: get(spare('/invitation.ics')),
  'GET /api/sessions/{id}/my-invitation.ics': get(session('/my-invitation.ics')),
  'GET /api/sessions/{id}/names': get(session('/names')),
  [`DELETE ${PLACE_PATH}/name`]: remove(spare('/name')),
  'GET /api/sessions/{id}/left-over': get(session('/left-over')),
  'POST /api/sessions/{id}/decisions/number': post(session('/decisions/number')),
  [`GET ${EXPORTS_PATH}`]: get(session('/exports')),
  [`GET ${EXPORTS_PATH}/{name}.{format}`]: get(session('/exports/attendance.csv')),
  'GET /api/sessions/{id}/heads': get(session('/heads')),
  'GET /api/sessions/{id}/rehearsal': get(session('/rehearsal')),
  'POST /api/sessions/{id}/rehearsal': post(session('/rehearsal'), () => ({
    delegates: 2,
    profile: 'calm',
    restart: false,
  })),
  'DELETE /api/sessions/{id}/rehearsal': remove(session('/rehearsal')),
  'PUT /api/sessions/{id}/ballot-key/holder': put(session('/ballot-key/holder'), { publicKey: HALF }),
  'GET /api/sessions/{id}/ballot-key/holders': get(session('/ballot-key/holders')),
  'PUT /api/sessions/{id}/ballot-key/copies': put(session('/ballot-key/copies'), {
    publicKey: HALF,
    copies: [{ holder: 'recovery-code', recoveryKey: HALF, sealed: 'A'.repeat(80) }],
  }),
  'GET /api/sessions/{id}/ballot-key/copies': get(session('/ballot-key/copies')),
  'POST /api/sessions/{id}/ballot-key/confirmations': post(session('/ballot-key/confirmations'), () => ({
    publicKey: HALF,
    holder: 'recovery-code',
  })),
  'POST /api/sessions/{id}/ballot-key/keys': post(session('/ballot-key/keys'), () => ({
    commandId: 'a-command',
    publicKey: HALF,
    privateKey: HALF,
  })),
  'POST /api/sessions/{id}/texts': post(session('/texts'), () => ({ key: 'a'.repeat(32), text: 'A statement.' })),
  'GET /api/sessions/{id}/texts': get(session('/texts')),
  'POST /api/sessions/{id}/acts': post(session('/acts'), () => ({
    command: randomUUID(),
    act: { type: 'attendance.join', mode: 'hall' },
  })),
  'GET /api/sessions/{id}/state': get(session('/state')),
  'GET /api/sessions/{id}/frames': get(session('/frames?after=0')),
  'POST /api/sessions/{id}/video-token': post(session('/video-token')),
  'GET /api/sessions/{id}/video': get(session('/video')),
};

/** Taken out of the way by whoever may ask it, so asked when the session is over, in this order; the last two end devices. */
export const ASKED_LAST: readonly string[] = [
  `DELETE ${PLACE_PATH}/name`,
  'PUT /api/my/password',
  'DELETE /api/my/devices/{device}',
  'POST /api/sign-out',
];
/** What would end or rehearse a session before it is opened. */
const SINCE_OPENING: readonly string[] = ['POST /api/sessions/{id}/cancel', 'POST /api/sessions/{id}/rehearsal'];

/** Whether the operation is asked at this moment: what is not about a session is asked once. */
export function isAskedAt(moment: MomentName, operation: string): boolean {
  if (ASKED_LAST.includes(operation)) return moment === 'closed';
  if (SINCE_OPENING.includes(operation)) return moment !== 'before the opening';
  return operation.includes('/api/sessions/') || moment === 'open';
}

/** Refused for who asks; anything else is an answer to somebody who may ask. */
export async function answerTo(world: World, name: IdentityName, ask: Ask): Promise<string> {
  const answer = await ask(world.pages[name], world);
  const code: string = answer.type === 'application/problem+json' ? answer.body.code : '';
  if (answer.status === 401 && code.startsWith('auth.')) return '401';
  if (answer.status === 403 && /^(?:auth|may)\./.test(code)) return '403';
  if (answer.status === 404 && code === 'http.not_found') return '404';
  const isOurFault = answer.status === 400 || (answer.status >= 500 && answer.status !== 503);
  if (isOurFault) return `${answer.status} ${code}`;
  return 'yes';
}
