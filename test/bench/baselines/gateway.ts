/**
 * The product's own gateway with the journal taken out from behind it. A ballot comes in by the same line of the same link
 * session, is paced, read, checked against the act's schema and decided by the same rules over the same register; then it is
 * answered after one INSERT of its own. Nothing is folded, chained, kept together or told.
 */
import { readApiEnv } from '@kengesh/api/config/env';
import { JournalService } from '@kengesh/api/live/journal.service';
import { type RunningApi, startApi } from '@kengesh/api/main';
import { councilSession, type State } from '@kengesh/domain';
import type { Answer, Command, JsonObject } from '@kengesh/journal';
import pg from 'pg';
import { serve } from '../program.js';

const NO_BOX = { mark: null, keys: [], contents: [], count: 0 };

let api: RunningApi;
let pool: pg.Pool;
/** What the ballots are decided over: read when a vote is opened, as a first version would keep it. */
let head = 0;
let state: State;

/** The rules' word on a ballot, as the journal's command handling asks for it. */
function decide({ act, actor, id }: Command, now: string): Answer {
  const rules = councilSession.acts[act.type]!;
  const read = rules.schema.safeParse(act);
  if (!read.success) return { ok: false, refusal: { refused: 'act.malformed', params: {} } };
  const context = { actor, now, command: id, nextSeq: head + 1, box: NO_BOX };
  const forbidden = rules.authorize(state, read.data as never, actor);
  const refusal = forbidden ?? rules.decide(state, read.data as never, context);
  if ('refused' in refusal) return { ok: false, refusal };
  return { ok: true, seqs: [head], head, at: now, repeated: false };
}

async function insert(command: Command): Promise<Answer> {
  const answer = decide(command, new Date().toISOString());
  if (!answer.ok) return answer;
  const { seat, choice } = command.act as JsonObject;
  await pool.query({
    name: 'ballot',
    text: 'insert into floor_ballots (command, seat, choice) values ($1, $2, $3) on conflict do nothing',
    values: [command.id, seat, choice],
  });
  return answer;
}

serve({
  async open({ url, ownerUrl, adminUrl }: { url: string; ownerUrl: string; adminUrl: string }) {
    api = await startApi(readApiEnv({ DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, PORT: '0', LOG_LEVEL: 'warn' }));
    pool = new pg.Pool({ connectionString: adminUrl, max: 20 });
    await pool.query('create table floor_ballots (command text primary key, seat text, choice text)');
    const journal = api.app.get(JournalService);
    const put = journal.dispatch.bind(journal);
    journal.dispatch = (session, command, told, failed) => {
      if (command.act.type !== 'voting.cast') put(session, command, told, failed);
      else insert(command).then(told, failed);
    };
    return { url: api.url, port: api.port };
  },
  async begin({ session }: { session: string }) {
    ({ seq: head, state } = await api.app.get(JournalService).state(session));
    await pool.query('truncate floor_ballots');
    await pool.query('checkpoint');
  },
});
