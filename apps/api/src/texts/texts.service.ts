/**
 * Takes the text of a statement or report before its act, and finds it again by the hash the journal cites. Once the hash is
 * cited no text is taken any more, so that what was erased stays erased.
 */
import type { TextInput, TextRow } from '@kengesh/contracts';
import { isBureau, type Remark } from '@kengesh/domain';
import { sha256Hex } from '@kengesh/journal';
import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import { PG_POOL } from '../database/tokens.js';
import { JournalService } from '../live/journal.service.js';
import { refused } from '../problems/refused-error.js';

/** Texts one participant may hand in during a session. */
export const MOST_TEXTS = 50;

const CITING = `e.type in ('decision.remarked', 'task.reported')`;
type Cited = { seq: number; at: Date; hash: string; key: string; text: string } & (
  | { type: 'decision.remarked'; data: Pick<Remark, 'kind' | 'seat' | 'decision' | 'voting'> }
  | { type: 'task.reported'; data: { id: string } }
);

@Injectable()
export class TextsService {
  constructor(
    @Inject(PG_POOL) private readonly pool: Pool,
    @Inject(JournalService) private readonly journal: JournalService,
  ) {}

  async isBureau(id: string, participant: string): Promise<boolean> {
    return isBureau((await this.journal.state(id)).state, participant);
  }

  /**
   * Keeps a text; the same one again changes nothing.
   * @returns SHA-256 of key, line break and text, for the act to cite
   * @throws text.after_act, text.limit
   */
  async keep(session: string, participant: string, { key, text }: TextInput): Promise<string> {
    const hash = sha256Hex(`${key}\n${text}`);
    // Whatever was never cited within a day belongs to an act that was refused: nobody is to find it later.
    await this.pool.query(
      `delete from remarks r where r.session_id = $1 and r.participant = $2 and r.at < now() - interval '1 day'
        and not exists (select from journal_entries e
          where e.session_id = $1::text and ${CITING} and e.data ->> 'hash' = r.hash)`,
      [session, participant],
    );
    const { rows } = await this.pool.query<{ kept: boolean; cited: boolean; count: number }>(
      `select exists (select from remarks where session_id = $1 and hash = $2) as kept,
        exists (select from journal_entries e
          where e.session_id = $1::text and ${CITING} and e.data ->> 'hash' = $2) as cited,
        (select count(*)::integer from remarks where session_id = $1 and participant = $3) as count`,
      [session, hash, participant],
    );
    const found = rows[0]!;
    if (found.kept) return hash;
    if (found.cited) throw refused('text.after_act');
    if (found.count >= MOST_TEXTS) throw refused('text.limit', { limit: MOST_TEXTS });
    await this.pool.query(
      `insert into remarks (session_id, hash, key, text, participant) values ($1, $2, $3, $4, $5)
        on conflict (session_id, hash) do nothing`,
      [session, hash, key, text, participant],
    );
    return hash;
  }

  /** Texts that entries of the journal cite, in their order. */
  async cited(session: string): Promise<TextRow[]> {
    const { rows } = await this.pool.query<Cited>(
      `select e.seq, e.type, e.at, e.data, r.hash, r.key, r.text from journal_entries e
        join remarks r on r.session_id = $1 and r.hash = e.data ->> 'hash'
        where e.session_id = $1::text and ${CITING} order by e.seq`,
      [session],
    );
    if (rows.length === 0) return [];
    const { state } = await this.journal.state(session);
    return rows.map(row => {
      const { seq, at, hash, key, text } = row;
      const line = { seq, at: at.toISOString(), hash, key, text };
      if (row.type === 'decision.remarked') {
        const { kind, seat, decision, voting } = row.data;
        return { ...line, kind, seat, about: decision ?? voting };
      }
      const task = state.tasks.find(one => one.id === row.data.id);
      return { ...line, kind: 'report', seat: task?.responsible ?? null, about: row.data.id };
    });
  }

  /** Of the same, the text by its hash: for the papers of a session. */
  async byHash(session: string): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.cited(session)).map(one => [one.hash, one.text]));
  }
}
