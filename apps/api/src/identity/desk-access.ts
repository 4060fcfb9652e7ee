import type { DeskRole } from '@kengesh/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { refused } from '../problems/refused-error.js';
import { councilOfSeat } from '../repositories/seats.repository.js';
import { councilOfSession } from '../repositories/sessions.repository.js';
import { membershipIn } from './accounts.repository.js';
import { type DeskRight, hasRight } from './desk-rights.js';
import type { Identity } from './identity.js';

export const notFound = () => refused('http.not_found');

/**
 * Holds requests to `DESK_RIGHTS`. Of a council one does not belong to, nothing is there (404); a participant of one's own
 * is told whose it is (403).
 */
@Injectable()
export class DeskAccess {
  constructor(private readonly db: DataSource) {}

  /** @throws may.secretary_desk where this is no account of the desk */
  account(who: Identity): string {
    if (who.kind !== 'account') throw refused('may.secretary_desk');
    return who.handle;
  }

  async council(who: Identity, councilId: string, need: DeskRight): Promise<DeskRole> {
    if (who.kind !== 'account') {
      if (who.councilId !== councilId) throw notFound();
      throw refused('may.secretary_desk');
    }
    const member = await membershipIn(this.db.manager, who.handle, councilId);
    if (!member) throw notFound();
    if (!hasRight(member.role, need)) throw refused('may.secretary_desk');
    return member.role;
  }

  async session(who: Identity, sessionId: string, need: DeskRight): Promise<DeskRole> {
    return this.of(who, await councilOfSession(this.db.manager, sessionId), need);
  }

  async seat(who: Identity, seatId: string, need: DeskRight): Promise<DeskRole> {
    return this.of(who, await councilOfSeat(this.db.manager, seatId), need);
  }

  private async of(who: Identity, councilId: string | undefined, need: DeskRight): Promise<DeskRole> {
    if (councilId === undefined) throw notFound();
    return this.council(who, councilId, need);
  }
}
