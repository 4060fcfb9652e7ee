/**
 * Loads the sample where it was asked for and nothing is there yet: the council with its seats, the founding session held
 * once more by the engine, the second one ready to be opened. What was interrupted goes on at the next start.
 */
import type { JsonObject } from '@kengesh/journal';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { DataSource, type EntityManager } from 'typeorm';
import type { ApiEnv } from '../config/env.js';
import type { StartLinks } from '../config/ready.js';
import { ENV, LOGGER } from '../config/tokens.js';
import { insertRules } from '../councils/rules.repository.js';
import { lockNumber } from '../database/locks.js';
import { PG_POOL } from '../database/tokens.js';
import { transaction } from '../database/transaction.js';
import { CouncilEntity } from '../entities/council.entity.js';
import { ParticipantEntity } from '../entities/participant.entity.js';
import { SeatEntity } from '../entities/seat.entity.js';
import { SessionEntity } from '../entities/session.entity.js';
import { createPostgresStore } from '../event-store/postgres-store.js';
import { AccountsService } from '../identity/accounts.service.js';
import { LinksService, type LinkTarget } from '../identity/links.service.js';
import { newHandle, newSalt, newSecret } from '../identity/secrets.js';
import { JournalService } from '../live/journal.service.js';
import { councilsById, countCouncils } from '../repositories/councils.repository.js';
import { rollOf } from '../repositories/participants.repository.js';
import { keepRollsInStep } from '../rolls/rolls.js';
import { SecurityLog } from '../security-log/security-log.js';
import { linkEnd, linkTargetOf } from '../sessions/roster.service.js';
import { instantsOf, SessionsService } from '../sessions/sessions.service.js';
import { FOUNDING_TIMES, founder, foundingPrepared, foundingSession } from './founding-session.js';
import { holdSession, withinTransaction } from './hold-session.js';
import type { Sample } from './sample.js';
import { ACCOUNTS, COUNCIL, COUNCIL_ID, FOUNDING_ID, PLACE, SEATS, SECOND_ID, seatOf } from './sample-council.js';
import { SECOND_COMMAND, SECOND_ITEMS, SECOND_TITLE, secondSessionTimes } from './second-session.js';

/** Nodes that start together load it once. Any number no other program locks. */
const loadLock = 7_365_274_014;

@Injectable()
export class SampleService implements Sample, OnModuleInit {
  constructor(
    private readonly db: DataSource,
    @Inject(PG_POOL) private readonly pool: Pool,
    private readonly journal: JournalService,
    private readonly sessions: SessionsService,
    private readonly accounts: AccountsService,
    private readonly keys: LinksService,
    private readonly security: SecurityLog,
    @Inject(ENV) private readonly env: ApiEnv,
    @Inject(LOGGER) private readonly log: Logger,
  ) {}

  /** Before anybody looks at the journals, so that registers and clocks find them whole. */
  async onModuleInit(): Promise<void> {
    if (this.env.sample !== undefined) await this.load();
  }

  async load(): Promise<void> {
    const ours = await transaction(this.db, async manager => {
      await lockNumber(manager, loadLock);
      if ((await councilsById(manager, [COUNCIL_ID])).length > 0) return true;
      if ((await countCouncils(manager)) > 0) return false;
      await this.write(manager);
      this.log.info('the sample council was loaded');
      return true;
    });
    if (!ours) return;
    await this.holdFounding();
    await this.readySecond();
  }

  async links(origin: string): Promise<StartLinks | undefined> {
    const session = await this.db.manager.findOneBy(SessionEntity, { id: SECOND_ID });
    if (!session) return undefined;
    const secretary = await this.accounts.byEmail(this.db.manager, ACCOUNTS[0].email);
    if (secretary === null) throw new Error('the sample has no secretary');
    const roll = await rollOf(this.db.manager, SECOND_ID);
    const of = (key: string): LinkTarget => {
      const line = roll.find(one => one.seatId === seatOf(key).id);
      if (!line) throw new Error(`the sample's roll has no ${key}`);
      return linkTargetOf(SECOND_ID, line.id);
    };
    // Those of earlier starts, and those the desk has handed out since, stay good: somebody may hold them.
    // All of them open as often as one likes: a newcomer tries them in more than one browser.
    const link = async (target: LinkTarget) => {
      const { secret } = await transaction(this.db, manager => this.keys.add(manager, target, linkEnd(session)));
      this.security.record({ event: 'link.issued', subject: target.subject, sessionId: target.sessionId });
      return `${origin}/j#${secret}`;
    };
    return {
      desk: await link({ kind: 'account', subject: secretary, sessionId: null }),
      chair: await link(of('kg_state')),
      remoteDelegate1: await link(of('ru_expert')),
      remoteDelegate2: await link(of('am_state')),
      hallDelegate: await link(of('kg_ngo')),
      hallScreen: await link({ kind: 'screen', subject: session.screenId, sessionId: SECOND_ID }),
    };
  }

  private async write(manager: EntityManager): Promise<void> {
    await manager.insert(CouncilEntity, { ...COUNCIL, sample: true });
    await manager.insert(
      SeatEntity,
      SEATS.map(({ key: _key, ...seat }, index) => ({
        ...seat,
        councilId: COUNCIL_ID,
        position: index + 1,
        filled: true,
        holder: null,
      })),
    );
    for (const { email, role, label } of ACCOUNTS) {
      const account = { email, label, language: 'ru', password: newSecret(), mayFound: role === 'secretary' } as const;
      const id = await this.accounts.create(manager, account);
      await this.accounts.belong(manager, id, COUNCIL_ID, role);
      if (role === 'secretary') await insertRules(manager, COUNCIL_ID, { ...COUNCIL.rules, version: 1 }, { id, label });
    }
    const common = { councilId: COUNCIL_ID, form: 'hybrid', place: PLACE, zone: COUNCIL.zone, sample: true } as const;
    const founding = foundingPrepared();
    await manager.insert(SessionEntity, {
      ...common,
      ...FOUNDING_TIMES,
      ...instantsOf({ ...FOUNDING_TIMES, zone: COUNCIL.zone }),
      id: FOUNDING_ID,
      number: 1,
      title: founding.session.title,
      screenId: newHandle('s'),
      agenda: founding.agenda.map(({ id, title, rapporteur }) => ({ id, title, rapporteurSeatId: rapporteur })),
    });
    await manager.insert(
      ParticipantEntity,
      SEATS.map(({ key, id, role, votes, label, mode }, index) => ({
        id: founder(key),
        sessionId: FOUNDING_ID,
        seatId: id,
        position: index + 1,
        role,
        votes,
        label,
        mode,
        nameSalt: newSalt(),
      })),
    );
    const times = secondSessionTimes(new Date());
    await manager.insert(SessionEntity, {
      ...common,
      ...times,
      ...instantsOf({ ...times, zone: COUNCIL.zone }),
      id: SECOND_ID,
      number: 2,
      title: SECOND_TITLE,
      screenId: newHandle('s'),
      agenda: SECOND_ITEMS.map(({ id, title, rapporteurSeatId }) => ({ id, title, rapporteurSeatId })),
    });
    await keepRollsInStep(manager, COUNCIL_ID);
  }

  /** The whole journal in one transaction, secret boxes too: it is there whole or not at all. */
  private async holdFounding(): Promise<void> {
    if ((await this.journal.entries(FOUNDING_ID, 0, 1)).length > 0) return;
    await createPostgresStore(this.pool).transact(FOUNDING_ID, async tx => {
      if (tx.head.seq > 0) return;
      const { seq, hash } = await holdSession(withinTransaction(tx), FOUNDING_ID, foundingSession().steps);
      this.log.info({ seq, hash }, 'the founding session was held');
    });
  }

  /** Prepared and its motions moved, once; what people have done with it since is left alone. */
  private async readySecond(): Promise<void> {
    const { phase } = await this.sessions.get(SECOND_ID);
    if (phase !== 'planned' && phase !== 'prepared') return;
    if (phase === 'planned') await this.sessions.prepare(SECOND_ID, SECOND_COMMAND.prepare);
    const secretary = await this.db.manager.findOneByOrFail(ParticipantEntity, {
      sessionId: SECOND_ID,
      seatId: seatOf('secretary').id,
    });
    for (const { id: item, motion: text, mover } of SECOND_ITEMS) {
      const answer = await this.journal.submit(SECOND_ID, {
        id: SECOND_COMMAND.motion(item),
        actor: { id: secretary.id, kind: 'participant' },
        act: { type: 'motion.submit', item, text: text as JsonObject, mover },
      });
      // An agenda that was changed meanwhile has no place for it.
      if (!answer.ok) this.log.warn({ item, refusal: answer.refusal }, 'a motion of the sample was not moved');
    }
  }
}
