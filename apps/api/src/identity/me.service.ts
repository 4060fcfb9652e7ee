import type { Me, MySession } from '@kengesh/contracts';
import { type Role, receiptOf, type Wording } from '@kengesh/domain';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { boxesWithKey } from '../event-store/journal.queries.js';
import { phasesOf } from '../event-store/phase.queries.js';
import { councilById, councilsById } from '../repositories/councils.repository.js';
import { placeOf } from '../repositories/rolls.queries.js';
import { sessionsOfCouncils } from '../repositories/sessions.repository.js';
import { accountById, membershipIn, membershipsOf } from './accounts.repository.js';
import type { Identity } from './identity.js';
import { faceOf } from './links.service.js';

const screenLabel: Wording = { ru: 'Экран зала', en: 'Hall screen' };

/** The role of somebody who has another than on the roll, by an election in that very session (PROC-36). */
export type RoleLookup = (who: Identity) => Promise<Role | undefined>;

/** Tells a page who it is, and an account which sessions it may choose from. */
@Injectable()
export class MeService {
  private roleByElection: RoleLookup = async () => undefined;

  constructor(
    private readonly db: DataSource,
    @Inject(ENV) private readonly env: ApiEnv,
  ) {}

  /** Said by the folder that knows journals, which stands above this one. */
  useRoleLookup(lookup: RoleLookup): void {
    this.roleByElection = lookup;
  }

  async me(who: Identity): Promise<Me> {
    const common = {
      as: who.handle,
      councilId: who.councilId,
      sessionId: who.sessionId,
      participant: who.participant,
      video: this.env.livekit !== undefined,
      ...(this.env.livekit?.recordings === undefined ? {} : { recording: true }),
      device: who.authSession,
      serverTime: new Date().toISOString(),
    };
    const nothing = { role: null, seat: null, marks: [] };
    const { manager } = this.db;
    if (who.kind === 'account') {
      const { label = {}, language = 'ru', mayFound = false } = (await accountById(manager, who.handle)) ?? {};
      // An account that belongs to no council yet has '' for its council.
      const membership = who.councilId === '' ? null : await membershipIn(manager, who.handle, who.councilId);
      const councilName = membership ? (await councilById(manager, who.councilId)).name : {};
      return {
        ...common,
        ...nothing,
        face: 'desk',
        councilName,
        label,
        language,
        role: membership?.role ?? null,
        mayFound,
      };
    }
    if (who.kind === 'screen') {
      const [council] = await councilsById(manager, [who.councilId]);
      return {
        ...common,
        ...nothing,
        face: 'hall',
        councilName: council?.name ?? {},
        label: screenLabel,
        language: 'ru',
      };
    }
    const place = await placeOf(manager, who.handle);
    if (!place) throw new Error(`participant ${who.handle} has a device and no place on the roll`);
    const { label, seat, language, councilName } = place;
    const role = (await this.roleByElection(who)) ?? place.role;
    const marks = seat === null ? [] : await this.marks(who.sessionId!, seat);
    return { ...common, face: faceOf(role), councilName, label, language, role, seat, marks };
  }

  /** Sessions of all councils this account belongs to, newest first. */
  async sessions(accountId: string): Promise<MySession[]> {
    const { manager } = this.db;
    const roles = new Map((await membershipsOf(manager, accountId)).map(({ councilId, role }) => [councilId, role]));
    const councils = await councilsById(manager, [...roles.keys()]);
    const names = new Map(councils.map(({ id, name }) => [id, name]));
    const sessions = await sessionsOfCouncils(manager, [...roles.keys()]);
    const phases = await phasesOf(
      manager,
      sessions.map(({ id }) => id),
    );
    return sessions.map(({ id, councilId, number, title, sample, startsLocal, zone, startsAt, cancelledAt }) => ({
      ...{ id, councilId, councilName: names.get(councilId)!, role: roles.get(councilId)! },
      ...{ number, title, sample, startsLocal, zone, startsAt: startsAt.toISOString() },
      phase: cancelledAt ? 'cancelled' : (phases.get(id) ?? 'planned'),
    }));
  }

  /**
   * Secret votes that are open and that this seat has taken part in: that it did, never what. A sealed box names its
   * voters in the closing entry and keeps no marks.
   */
  private async marks(sessionId: string, seat: string): Promise<Me['marks']> {
    const boxes = await boxesWithKey(this.db.manager, sessionId, seat);
    // A box is named `session/voting`: see boxOf.
    return boxes.map(({ box, command }) => ({
      voting: box.slice(sessionId.length + 1),
      receipt: receiptOf(sessionId, command),
    }));
  }
}
