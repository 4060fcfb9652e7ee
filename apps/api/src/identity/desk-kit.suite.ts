/** A running API with a desk in it, for tests: accounts that are signed in, a council with seats, pages that ask. */
import type {
  Council,
  CouncilInput,
  DeskRole,
  LinkAnswer,
  SeatInput,
  SeatRow,
  SessionInput,
  SessionRow,
} from '@kengesh/contracts';
import pg from 'pg';
import { type Logger, pino } from 'pino';
import request from 'supertest';
import { DataSource } from 'typeorm';
import { type TestDatabase, testDatabase } from '../../../../test/support/postgres.js';
import { readApiEnv } from '../config/env.js';
import { type RunningApi, startApi } from '../main.js';
import { AccountsService } from './accounts.service.js';

/** One page of one browser: its handle, and all cookies of that browser. */
export class DeskPage {
  constructor(
    readonly url: string,
    readonly as: string,
    readonly cookie: string,
  ) {}
  private with(asked: request.Test): request.Test {
    return asked.set('X-Kengesh-As', this.as).set('Cookie', this.cookie);
  }
  get = (path: string) => this.with(request(this.url).get(path));
  delete = (path: string) => this.with(request(this.url).delete(path));
  post = (path: string, body?: object) => this.with(request(this.url).post(path)).send(body);
  put = (path: string, body: object) => this.with(request(this.url).put(path)).send(body);
  patch = (path: string, body: object) => this.with(request(this.url).patch(path)).send(body);
}

export interface Desk {
  readonly api: RunningApi;
  readonly url: string;
  readonly pool: pg.Pool;
  readonly database: TestDatabase;
  /** Signs a new account in; with a council it belongs to it. */
  account(council?: string, role?: DeskRole): Promise<DeskPage>;
  /** The page behind a link, as a browser gets it. */
  enter(linkUrl: string): Promise<DeskPage & { answer: LinkAnswer }>;
  /** Rows of every table of the desk and of the journal, to see that nothing changed. */
  rows(): Promise<string>;
  close(): Promise<void>;
}

export async function startDesk(
  settings: Record<string, string> = {},
  log: Logger = pino({ level: process.env.TEST_LOG ?? 'silent' }),
): Promise<Desk> {
  const database = await testDatabase();
  const env = readApiEnv({ PORT: '0', DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, ...settings });
  const api = await startApi(env, log);
  const url = `http://127.0.0.1:${api.port}`;
  const pool = new pg.Pool({ connectionString: database.ownerUrl, max: 2 });
  let made = 0;
  return {
    api,
    url,
    pool,
    database,
    account: async (council, role = 'secretary') => {
      const email = `someone${++made}@desk.example`;
      const password = 'correct horse battery staple';
      const accounts = api.app.get(AccountsService);
      const { manager } = api.app.get(DataSource);
      const id = await accounts.create(manager, {
        email,
        password,
        label: { en: 'Desk' },
        language: 'en',
        mayFound: true,
      });
      if (council !== undefined) await accounts.belong(manager, id, council, role);
      const answer = await request(url).post('/api/sign-in').send({ email, password }).expect(200);
      return new DeskPage(url, answer.body.as, cookieOf(answer));
    },
    enter: async linkUrl => {
      const secret = new URL(linkUrl).hash.slice(1);
      const answer = await request(url).post('/api/links/exchange').send({ secret }).expect(200);
      return Object.assign(new DeskPage(url, answer.body.as, cookieOf(answer)), { answer: answer.body as LinkAnswer });
    },
    rows: async () => {
      const tables = [
        'councils',
        'accounts',
        'memberships',
        'seats',
        'sessions',
        'participants',
        'links',
        'journal_heads',
      ];
      const found = await Promise.all(
        tables.map(table => pool.query(`select coalesce(json_agg(t order by t::text), '[]') as all from ${table} t`)),
      );
      return JSON.stringify(found.map(({ rows }) => rows[0].all));
    },
    close: async () => {
      await pool.end();
      await api.close();
      await database.drop();
    },
  };
}

export function cookieOf(answer: request.Response): string {
  const [set] = answer.get('Set-Cookie') ?? [];
  return set?.split(';')[0] ?? '';
}

export const councilInput = (more: Partial<CouncilInput> = {}): CouncilInput => ({
  name: { ru: 'Совет', en: 'Council' },
  mailbox: 'council@desk.example',
  zone: 'Asia/Bishkek',
  statutorySeats: 5,
  rules: {
    citation: { en: 'Rules for tests' },
    quorum: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'statutory' },
    majorities: [{ key: 'simple', threshold: { kind: 'fraction', num: 1, den: 2, cmp: 'gt', base: 'cast' } }],
    tie: 'chairSide',
    presenceGrace: 60,
    speech: { seconds: 300, grace: 30 },
  },
  ...more,
});
export const seatInput = (more: Partial<SeatInput> = {}): SeatInput => ({
  label: { en: 'Seat' },
  role: 'delegate',
  votes: true,
  filled: true,
  delegation: 'KG',
  category: 'state',
  email: 'seat@desk.example',
  language: 'ru',
  mode: 'remote',
  holder: null,
  ...more,
});
export const sessionInput = (more: Partial<SessionInput> = {}): SessionInput => ({
  title: { ru: 'Заседание', en: 'Session' },
  form: 'hybrid',
  place: { en: 'Bishkek' },
  startsLocal: '2027-03-10T14:00',
  endsLocal: '2027-03-10T18:00',
  zone: 'Asia/Bishkek',
  ...more,
});

/** A council with chair, deputy, three delegates, secretary and observer, and a session convened. */
export async function convene(page: DeskPage): Promise<{ council: Council; seats: SeatRow[]; session: SessionRow }> {
  const { body: council } = await page.post('/api/councils', councilInput()).expect(201);
  const roles = ['chair', 'deputy', 'delegate', 'delegate', 'delegate', 'secretary', 'observer'] as const;
  const seats: SeatRow[] = [];
  for (const [index, role] of roles.entries()) {
    const votes = role !== 'secretary' && role !== 'observer';
    const input = seatInput({ role, votes, label: { en: `Seat ${index + 1}` }, holder: `Holder ${index + 1}` });
    seats.push((await page.post(`/api/councils/${council.id}/seats`, input).expect(201)).body);
  }
  const { body: session } = await page.post(`/api/councils/${council.id}/sessions`, sessionInput()).expect(201);
  return { council, seats, session };
}
