import type { Me, MySession } from '@kengesh/contracts';
import { type Language, type Role, receiptOf, type Wording } from '@kengesh/domain';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { phasesOf } from '../sessions/phases.js';
import type { Identity } from './identity.js';
import { faceOf } from './links.service.js';

const screenLabel: Wording = { ru: 'Экран зала', en: 'Hall screen' };

/** Tells a page who it is, and an account which sessions it may choose from. */
@Injectable()
export class MeService {
  constructor(
    private readonly db: DataSource,
    @Inject(ENV) private readonly env: ApiEnv,
  ) {}

  async me(who: Identity): Promise<Me> {
    const common = {
      as: who.handle,
      councilId: who.councilId,
      sessionId: who.sessionId,
      participant: who.participant,
      video: this.env.livekit !== undefined,
      ...(this.env.livekit?.recordings === undefined ? {} : { recording: true }),
      serverTime: new Date().toISOString(),
    };
    const nothing = { role: null, seat: null, marks: [] };
    if (who.kind === 'account') {
      const [row] = await this.rows<{
        label: Wording;
        language: Language;
        role: Role | null;
        councilName: Wording | null;
      }>(
        `select a.label, a.language, m.role, c.name as "councilName" from accounts a
          left join memberships m on m.account_id = a.id and m.council_id::text = $2
          left join councils c on c.id = m.council_id where a.id = $1`,
        [who.handle, who.councilId],
      );
      const { label = {}, language = 'ru', role = null } = row ?? {};
      return { ...common, ...nothing, face: 'desk', councilName: row?.councilName ?? {}, label, language, role };
    }
    if (who.kind === 'screen') {
      const [row] = await this.rows<{ name: Wording }>('select name from councils where id = $1', [who.councilId]);
      return { ...common, ...nothing, face: 'hall', councilName: row?.name ?? {}, label: screenLabel, language: 'ru' };
    }
    const [row] = await this.rows<{
      label: Wording;
      role: Role;
      seat: string | null;
      language: Language;
      name: Wording;
    }>(
      `select p.label, p.role, case when p.votes then p.seat_id end as seat, s.language, c.name
        from participants p join seats s on s.id = p.seat_id join councils c on c.id = s.council_id where p.id = $1`,
      [who.handle],
    );
    if (!row) throw new Error(`participant ${who.handle} has a device and no place on the roll`);
    const { label, role, seat, language, name } = row;
    const marks = seat === null ? [] : await this.marks(who.sessionId!, seat);
    return { ...common, face: faceOf(role), councilName: name, label, language, role, seat, marks };
  }

  /** Sessions of all councils this account belongs to, newest first. */
  async sessions(accountId: string): Promise<MySession[]> {
    const rows = await this.rows<Omit<MySession, 'phase' | 'startsAt'> & { startsAt: Date; cancelled: boolean }>(
      `select s.id, s.council_id as "councilId", c.name as "councilName", m.role, s.number, s.title, s.sample,
          s.starts_local as "startsLocal", s.zone, s.starts_at as "startsAt", s.cancelled_at is not null as cancelled
        from memberships m join councils c on c.id = m.council_id join sessions s on s.council_id = c.id
        where m.account_id = $1 order by s.starts_at desc, s.id`,
      [accountId],
    );
    const phases = await phasesOf(
      this.db.manager,
      rows.map(({ id }) => id),
    );
    return rows.map(({ cancelled, startsAt, ...row }) => ({
      ...row,
      startsAt: startsAt.toISOString(),
      phase: cancelled ? 'cancelled' : (phases.get(row.id) ?? 'planned'),
    }));
  }

  /**
   * Secret votes that are open and that this seat has taken part in: that it did, never what. A sealed box names its
   * voters in the closing entry and keeps no marks.
   */
  private async marks(sessionId: string, seat: string): Promise<Me['marks']> {
    const rows = await this.rows<{ box: string; command: string }>(
      'select box, command_id as command from box_marks where session_id = $1 and key = $2 order by box',
      [sessionId, seat],
    );
    // A box is named `session/voting`: see boxOf.
    return rows.map(({ box, command }) => ({
      voting: box.slice(sessionId.length + 1),
      receipt: receiptOf(sessionId, command),
    }));
  }

  private rows<T>(query: string, values: readonly unknown[]): Promise<T[]> {
    return this.db.query(query, [...values]) as Promise<T[]>;
  }
}
