// A desk for tests: the pages as they are, and at the other end of fetch a small API that answers as ours does.
import {
  agendaInput,
  type Council,
  councilChange,
  councilInput,
  participantModeInput,
  prepareInput,
  type RosterRow,
  recallInput,
  type SeatRow,
  type SessionRow,
  seatChange,
  seatInput,
  sessionChange,
  sessionInput,
} from '@kengesh/contracts';
import { render } from '@testing-library/react';
import { LanguageProvider } from '../../language.js';
import DeskFace from './desk-face.js';

export const COUNCIL = '0b0f6f0e-1111-4111-8111-000000000001';
export const SESSION = '0b0f6f0e-2222-4222-8222-000000000001';
const seatId = (n: number) => `0b0f6f0e-3333-4333-8333-${String(n).padStart(12, '0')}`;

export const council: Council = {
  id: COUNCIL,
  name: { ru: 'Совет', en: 'Council' },
  mailbox: 'council@kengesh.example',
  zone: 'Asia/Bishkek',
  statutorySeats: 3,
  rules: {
    citation: { ru: 'Регламент, пункт 1', en: 'Rules, clause 1' },
    quorum: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'statutory' },
    majorities: [{ key: 'simple', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast' } }],
    tie: 'rejected',
    presenceGrace: 60,
    speech: { seconds: 300, grace: 30 },
  },
};

export const seatRow = (n: number): SeatRow => ({
  id: seatId(n),
  councilId: COUNCIL,
  position: n,
  label: { ru: `Место ${n}`, en: `Seat ${n}` },
  role: n === 1 ? 'chair' : 'delegate',
  votes: true,
  filled: true,
  delegation: 'KG',
  category: 'ngo',
  email: `seat${n}@kengesh.example`,
  language: 'ru',
  mode: 'hall',
  holder: null,
});

export const sessionRow = (part: Partial<SessionRow> = {}): SessionRow => ({
  id: SESSION,
  councilId: COUNCIL,
  number: 1,
  title: { ru: 'Первое заседание', en: 'First session' },
  form: 'hybrid',
  place: { ru: 'Бишкек', en: 'Bishkek' },
  startsLocal: '2027-03-10T14:00',
  endsLocal: '2027-03-10T18:00',
  zone: 'Asia/Bishkek',
  phase: 'planned',
  startsAt: '2027-03-10T08:00:00.000Z',
  endsAt: '2027-03-10T12:00:00.000Z',
  sequence: 0,
  sample: false,
  agenda: [
    { id: 'one', title: { en: 'Opening' }, rapporteurSeatId: null },
    { id: 'two', title: { en: 'Aims' }, rapporteurSeatId: null },
    { id: 'three', title: { en: 'Leadership' }, rapporteurSeatId: null },
  ],
  ...part,
});

export const rosterRow = (n: number, part: Partial<RosterRow> = {}): RosterRow => ({
  participant: `p${n}`,
  seatId: seatId(n),
  label: { ru: `Место ${n}`, en: `Seat ${n}` },
  role: n === 1 ? 'chair' : 'delegate',
  votes: true,
  delegation: 'KG',
  category: 'ngo',
  mode: 'hall',
  email: `seat${n}@kengesh.example`,
  link: null,
  invited: null,
  ...part,
});

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}
type Answer = unknown | ((asked: RecordedRequest) => unknown);

/** What the API answers with when it says no. */
export class Problem {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly params: object = {},
  ) {}
}

/** What the API reads of a request, by the same schemas: a page that sends anything else is refused here as there. */
const READS = [
  [/^POST \/api\/councils$/, councilInput],
  [/^PATCH \/api\/councils\/[^/]+$/, councilChange],
  [/^POST \/api\/councils\/[^/]+\/seats$/, seatInput],
  [/^PATCH \/api\/seats\/[^/]+$/, seatChange],
  [/^POST \/api\/councils\/[^/]+\/sessions$/, sessionInput],
  [/^PATCH \/api\/sessions\/[^/]+$/, sessionChange],
  [/^PUT \/api\/sessions\/[^/]+\/agenda$/, agendaInput],
  [/^POST \/api\/sessions\/[^/]+\/prepare$/, prepareInput],
  [/^POST \/api\/sessions\/[^/]+\/letters\/recall$/, recallInput],
  [/^PATCH \/api\/sessions\/[^/]+\/participants\/[^/]+$/, participantModeInput],
] as const;

/** The API as a list of answers by `METHOD path`; every request is kept. An answer of undefined is 204; OFFLINE is no answer. */
export const OFFLINE = Symbol('offline');
export function standIn(answers: { readonly [route: string]: Answer }): RecordedRequest[] {
  const asked: RecordedRequest[] = [];
  const all: { readonly [route: string]: Answer } = {
    'GET /api/councils': [council],
    [`GET /api/councils/${COUNCIL}`]: council,
    [`GET /api/councils/${COUNCIL}/sessions`]: [sessionRow()],
    [`GET /api/councils/${COUNCIL}/seats`]: [seatRow(1), seatRow(2), seatRow(3)],
    [`GET /api/sessions/${SESSION}`]: sessionRow(),
    [`GET /api/councils/${COUNCIL}/rules`]: [],
    [`GET /api/sessions/${SESSION}/left-over`]: { tasks: [], items: [], motions: [] },
    [`GET /api/sessions/${SESSION}/orphans`]: [],
    [`GET /api/sessions/${SESSION}/roster`]: [rosterRow(1), rosterRow(2)],
    [`GET /api/sessions/${SESSION}/letters`]: { mailing: true, hold: 60, trouble: null, letters: [] },
    'GET /api/my/sessions': [],
    'GET /api/my/devices': [],
    'GET /api/me': { label: { en: 'Secretariat' } },
    ...answers,
  };
  globalThis.fetch = (async (path: string, { method = 'GET', body }: RequestInit) => {
    const one = { method, path, body: typeof body === 'string' ? JSON.parse(body) : null };
    asked.push(one);
    const read = READS.find(([route]) => route.test(`${method} ${path}`))?.[1];
    const unread = read && !read.safeParse(one.body).success;
    const found = all[`${method} ${path}`];
    const answer = typeof found === 'function' ? found(one) : found;
    if (answer === OFFLINE) throw new TypeError('fetch failed');
    const missing = found === undefined && !(`${method} ${path}` in all);
    const problem = unread
      ? new Problem(400, 'http.invalid')
      : missing
        ? new Problem(404, 'http.not_found')
        : answer instanceof Problem
          ? answer
          : null;
    return {
      ok: problem === null,
      status: problem?.status ?? (answer === undefined ? 204 : 200),
      headers: new Headers(),
      json: async () => (problem ? { code: problem.code, params: problem.params } : structuredClone(answer)),
    };
  }) as unknown as typeof fetch;
  return asked;
}

export function openDesk(path: string, language: 'ru' | 'en' = 'en') {
  window.history.replaceState(null, '', `/desk/a_desk${path}`);
  return render(
    <LanguageProvider fixed={language}>
      <DeskFace as="a_desk" />
    </LanguageProvider>,
  );
}
