/**
 * Sessions at the desk: when and where, on what, with whom. What happens in a session is not written here;
 * once it is opened, these data are read-only.
 */
import { randomUUID } from 'node:crypto';
import type {
  AgendaInput,
  OrphanRow,
  PrepareAnswer,
  SessionChange,
  SessionInput,
  SessionRow,
} from '@kengesh/contracts';
import { type OrphanAnswer, orphansOf, seatOf } from '@kengesh/domain';
import type { JsonObject } from '@kengesh/journal';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { instantOf, tzdbVersion } from '../calendar/local-time.js';
import { omitUndefined } from '../councils/omit-undefined.js';
import { transaction } from '../database/transaction.js';
import { type AgendaDraft, SessionEntity } from '../entities/session.entity.js';
import { lockHead } from '../event-store/journal.queries.js';
import { phasesOf } from '../event-store/phase.queries.js';
import { IdentityService } from '../identity/identity.service.js';
import { LinksService } from '../identity/links.service.js';
import { newHandle } from '../identity/secrets.js';
import { JournalService } from '../live/journal.service.js';
import { NamesService } from '../names/names.service.js';
import { RefusedError, refused } from '../problems/refused-error.js';
import { mustBeCurrent } from '../problems/revision.js';
import { holdCouncil } from '../repositories/councils.repository.js';
import { rollOf } from '../repositories/participants.repository.js';
import { seatsOf } from '../repositories/seats.repository.js';
import { holdSession, sessionById, sessionsOfCouncils } from '../repositories/sessions.repository.js';
import { keepRollsInStep } from '../rolls/rolls.js';
import { namesOfTheDay, preparedOf } from './prepared.js';

type LocalHours = Pick<SessionEntity, 'startsLocal' | 'endsLocal' | 'zone'>;

@Injectable()
export class SessionsService {
  constructor(
    private readonly db: DataSource,
    private readonly journal: JournalService,
    private readonly links: LinksService,
    private readonly identities: IdentityService,
    private readonly names: NamesService,
  ) {}

  async list(councilId: string): Promise<SessionRow[]> {
    const sessions = await sessionsOfCouncils(this.db.manager, [councilId]);
    const phases = await phasesOf(
      this.db.manager,
      sessions.map(({ id }) => id),
    );
    return sessions.map(session => asRow(session, phases.get(session.id)));
  }

  async get(id: string, manager = this.db.manager): Promise<SessionRow> {
    const session = await sessionById(manager, id);
    return asRow(session, (await phasesOf(manager, [id])).get(id));
  }

  /** Numbered within its council; its roll is that of the council's seats. */
  create(councilId: string, input: SessionInput): Promise<SessionRow> {
    const instants = instantsOf(input);
    return transaction(this.db, async manager => {
      await holdCouncil(manager, councilId);
      const last = await manager.maximum(SessionEntity, 'number', { councilId });
      const id = randomUUID();
      await manager.insert(SessionEntity, {
        ...input,
        ...instants,
        id,
        councilId,
        number: (last ?? 0) + 1,
        screenId: newHandle('s'),
      });
      await keepRollsInStep(manager, councilId);
      return this.get(id, manager);
    });
  }

  /** A change of time, place or zone raises SEQUENCE with it, in one transaction (CAL-13, CAL-14). @throws revision.stale */
  change(id: string, { revision, ...change }: SessionChange): Promise<SessionRow> {
    return this.beforeOpening(id, async (manager, session) => {
      mustBeCurrent(revision, await this.get(id, manager));
      const changed = omitUndefined(change);
      const after = { ...session, ...changed };
      const instants = instantsOf(after);
      const moved =
        after.startsLocal !== session.startsLocal ||
        after.endsLocal !== session.endsLocal ||
        after.zone !== session.zone ||
        !same(after.place, session.place);
      const sequence = session.sequence + (moved ? 1 : 0);
      await manager.update(SessionEntity, { id }, { ...changed, ...instants, sequence });
      // On another day others may hold the offices.
      if (after.startsLocal !== session.startsLocal) {
        await holdCouncil(manager, session.councilId);
        await keepRollsInStep(manager, session.councilId);
      }
    });
  }

  /** @throws revision.stale */
  setAgenda(id: string, { items, revision }: AgendaInput): Promise<SessionRow> {
    return this.beforeOpening(id, async (manager, session) => {
      mustBeCurrent(revision, await this.get(id, manager));
      const agenda: AgendaDraft[] = items.map(item => ({ ...item, id: item.id ?? `i_${randomUUID().slice(0, 8)}` }));
      const ids = agenda.map(item => item.id);
      const twice = ids.find((item, index) => ids.indexOf(item) !== index);
      if (twice !== undefined) throw refused('session.inconsistent', { what: 'item_twice', id: twice }, 422);
      const seats = await seatsOf(manager, session.councilId);
      const known = new Set(seats.filter(seat => seat.votes).map(seat => seat.id));
      for (const { rapporteurSeatId: seat } of agenda)
        if (seat !== null && !known.has(seat))
          throw refused('session.inconsistent', { what: 'rapporteur_unknown', id: seat }, 422);
      await manager.update(SessionEntity, { id }, { agenda });
    });
  }

  /** Cancelled for good: links and devices end, SEQUENCE is raised for the CANCEL that follows. */
  async cancel(id: string): Promise<SessionRow> {
    const already = await this.get(id);
    if (already.phase === 'cancelled') return already;
    let ended: Awaited<ReturnType<LinksService['revokeSession']>> = [];
    const row = await this.beforeOpening(id, async (manager, session) => {
      await manager.update(SessionEntity, { id }, { cancelledAt: new Date(), sequence: session.sequence + 1 });
      ended = await this.links.revokeSession(manager, id);
    });
    this.identities.announce(ended);
    return row;
  }

  /** What was put in on items that the agenda at the desk no longer has; nothing of a session that is opened. */
  async orphans(id: string): Promise<OrphanRow[]> {
    const session = await sessionById(this.db.manager, id);
    const { state } = await this.journal.state(id);
    if (session.cancelledAt || state.session.phase !== 'prepared') return [];
    return orphansOf(
      state,
      session.agenda.map(item => item.id),
    ).map(orphan => {
      const motion = orphan.kind === 'motion' ? state.motions[orphan.id] : undefined;
      const proxy = state.represent?.proxies.find(each => each.id === orphan.id);
      const seats = motion
        ? [motion.mover]
        : orphan.kind === 'recusal'
          ? [orphan.id]
          : [proxy?.principal ?? null, proxy?.holder ?? null];
      return {
        ...orphan,
        itemTitle: state.agenda.items.find(item => item.id === orphan.item)?.title ?? {},
        text: motion?.text ?? null,
        seats: seats.flatMap(seat => (seat === null ? [] : [seatOf(state, seat)?.label ?? {}])),
      };
    });
  }

  /**
   * Hands the session over to its journal: roll, rules and agenda as they are now. May be done again until it is opened.
   * The council's row is held meanwhile, so that no seat goes while it is being written down; the session's too, so that
   * two who prepare it at once do not throw out each other's names.
   */
  prepare(id: string, command: string, orphans?: readonly OrphanAnswer[]): Promise<PrepareAnswer> {
    return transaction(this.db, async manager => {
      const session = await holdSession(manager, id);
      if (session.cancelledAt) throw refused('session.not_planned');
      const council = await holdCouncil(manager, session.councilId);
      await keepRollsInStep(manager, council.id);
      const seats = await seatsOf(manager, council.id);
      if (!seats.some(seat => seat.votes && seat.filled)) throw refused('session.no_voting_seats');
      const roll = await rollOf(manager, id);
      const filled = new Set(seats.filter(seat => seat.filled).map(seat => seat.id));
      if (!roll.some(line => line.role === 'chair' && filled.has(line.seatId))) throw refused('session.no_chair');
      const prepared = preparedOf(council, session, seats, roll);
      // By a transaction of their own: once the journal cites a hash, the name behind it is there.
      await this.names.keep(id, namesOfTheDay(seats, roll));
      const answer = await this.journal.submit(id, {
        id: command,
        actor: { id: 'desk', kind: 'desk' },
        act: {
          type: 'session.prepare',
          session: prepared as unknown as JsonObject,
          ...(orphans && orphans.length > 0 ? { orphans: orphans.map(orphan => ({ ...orphan })) } : {}),
        },
      });
      await this.names.settle(id);
      if (!answer.ok) throw new RefusedError(answer.refusal);
      const { seqs, head, at, repeated } = answer;
      return { seq: seqs[0] ?? head, head, at, repeated };
    });
  }

  /**
   * Holds the session and the head of its journal, so that it cannot be opened meanwhile.
   * @throws session.not_planned where it is cancelled, session.already_opened, session.closed
   */
  beforeOpening(
    id: string,
    work: (manager: EntityManager, session: SessionEntity) => Promise<void>,
  ): Promise<SessionRow> {
    return transaction(this.db, async manager => {
      const session = await holdSession(manager, id);
      await lockHead(manager, id);
      const phase = (await phasesOf(manager, [id])).get(id);
      if (session.cancelledAt) throw refused('session.not_planned');
      if (phase === 'closed') throw refused('session.closed');
      if (phase !== undefined && phase !== 'prepared') throw refused('session.already_opened');
      await work(manager, session);
      return this.get(id, manager);
    });
  }
}

const LONGEST = 31 * 24 * 3_600_000;

/** @throws session.unknown_zone, session.no_such_time, session.ends_before_start, session.too_long, session.out_of_range */
export function instantsOf({ startsLocal, endsLocal, zone }: LocalHours) {
  const startsAt = instantOf(startsLocal, zone);
  const endsAt = instantOf(endsLocal, zone);
  if (endsAt <= startsAt) throw refused('session.ends_before_start');
  // A slip of the hand in a year would keep its links alive as long.
  if (startsAt.getUTCFullYear() < 1990 || startsAt.getUTCFullYear() > 2099) throw refused('session.out_of_range');
  if (endsAt.getTime() - startsAt.getTime() > LONGEST) throw refused('session.too_long', { days: 31 });
  return { startsAt, endsAt, tzdbVersion: tzdbVersion() };
}

const same = (one: object, other: object) => {
  const sorted = (value: object) => JSON.stringify(Object.entries(value).sort());
  return sorted(one) === sorted(other);
};

function asRow(session: SessionEntity, phase: SessionRow['phase'] | undefined): SessionRow {
  const { id, councilId, number, title, form, place, startsLocal, endsLocal, zone, sequence, sample, agenda } = session;
  const { revision } = session;
  return {
    id,
    councilId,
    number,
    title,
    form,
    place,
    startsLocal,
    endsLocal,
    zone,
    startsAt: session.startsAt.toISOString(),
    endsAt: session.endsAt.toISOString(),
    sequence,
    sample,
    agenda: [...agenda],
    revision,
    phase: session.cancelledAt ? 'cancelled' : (phase ?? 'planned'),
  };
}
