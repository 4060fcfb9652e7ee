/**
 * Takes the text of a statement or report before its act, and finds it again by the hash the journal cites. Once the hash is
 * cited no text is taken any more, so that what was erased stays erased.
 */
import type { TextInput, TextRow } from '@kengesh/contracts';
import { isBureau, type Remark } from '@kengesh/domain';
import { sha256Hex } from '@kengesh/journal';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { entriesCitingTexts, textsCited } from '../event-store/journal.queries.js';
import { JournalService } from '../live/journal.service.js';
import { refused } from '../problems/refused-error.js';
import {
  countRemarks,
  deleteRemarks,
  hasRemark,
  insertRemark,
  oldRemarks,
  remarksByHash,
} from './remarks.repository.js';

/** Texts one participant may hand in during a session. */
export const MOST_TEXTS = 50;

@Injectable()
export class TextsService {
  constructor(
    private readonly db: DataSource,
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
    const { manager } = this.db;
    // Whatever was never cited within a day belongs to an act that was refused: nobody is to find it later.
    const old = await oldRemarks(manager, session, participant);
    const cited = await textsCited(manager, session, old);
    await deleteRemarks(
      manager,
      session,
      old.filter(each => !cited.has(each)),
    );
    if (await hasRemark(manager, session, hash)) return hash;
    if ((await textsCited(manager, session, [hash])).size > 0) throw refused('text.after_act');
    if ((await countRemarks(manager, session, participant)) >= MOST_TEXTS)
      throw refused('text.limit', { limit: MOST_TEXTS });
    await insertRemark(manager, { sessionId: session, hash, key, text, participant });
    return hash;
  }

  /** Texts that entries of the journal cite, in their order. */
  async cited(session: string): Promise<TextRow[]> {
    const entries = await entriesCitingTexts(this.db.manager, session);
    if (entries.length === 0) return [];
    const kept = await remarksByHash(this.db.manager, session);
    const { state } = await this.journal.state(session);
    return entries.flatMap((entry): TextRow[] => {
      const remark = kept.get(entry.data.hash);
      if (!remark) return [];
      const { hash, key, text } = remark;
      const line = { seq: entry.seq, at: entry.at.toISOString(), hash, key, text };
      if (entry.type === 'decision.remarked') {
        const { kind, seat, decision, voting } = entry.data as unknown as Pick<
          Remark,
          'kind' | 'seat' | 'decision' | 'voting'
        >;
        return [{ ...line, kind, seat, about: decision ?? voting }];
      }
      const id = String(entry.data.id);
      const task = state.tasks.find(each => each.id === id);
      return [{ ...line, kind: 'report', seat: task?.responsible ?? null, about: id }];
    });
  }

  /** Of the same, the text by its hash: for the papers of a session. */
  async byHash(session: string): Promise<ReadonlyMap<string, string>> {
    return new Map((await this.cited(session)).map(one => [one.hash, one.text]));
  }
}
