import { randomUUID } from 'node:crypto';
import type { SeatChange, SeatInput, SeatRow } from '@kengesh/contracts';
import { ONE_VOTE, rollOffice } from '@kengesh/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { transaction } from '../database/transaction.js';
import { SeatEntity } from '../entities/seat.entity.js';
import { sessionsBegun } from '../event-store/journal.queries.js';
import { IdentityService } from '../identity/identity.service.js';
import { LinksService } from '../identity/links.service.js';
import { refused } from '../problems/refused-error.js';
import { mustBeCurrent } from '../problems/revision.js';
import { holdCouncil } from '../repositories/councils.repository.js';
import { type CouncilOffices, officesOf } from '../repositories/offices.queries.js';
import { deleteParticipantsOf, sessionsWithSeat } from '../repositories/participants.repository.js';
import { renumberSeats, seatsOf } from '../repositories/seats.repository.js';
import { isRapporteur } from '../repositories/sessions.repository.js';
import { asOffice, rolesOnDay } from '../rolls/offices.js';
import { keepRollsInStep } from '../rolls/rolls.js';
import { omitUndefined } from './omit-undefined.js';

/** The roll of a council in protocol order. Every change holds the council's row, so that positions have no gaps. */
@Injectable()
export class SeatsService {
  constructor(
    private readonly db: DataSource,
    private readonly identities: IdentityService,
    private readonly links: LinksService,
  ) {}

  async list(councilId: string): Promise<SeatRow[]> {
    const offices = await officesOf(this.db.manager, councilId);
    return (await seatsOf(this.db.manager, councilId)).map(rowsBy(offices));
  }

  /** At the end of the order. */
  add(councilId: string, input: SeatInput): Promise<SeatRow> {
    return transaction(this.db, async manager => {
      await holdCouncil(manager, councilId);
      const position = 1 + (await manager.countBy(SeatEntity, { councilId }));
      const id = randomUUID();
      await manager.insert(SeatEntity, { ...omitUndefined(input), id, councilId, position });
      await keepRollsInStep(manager, councilId);
      return this.row(manager, id);
    });
  }

  /** @throws revision.stale */
  change(id: string, { position, role, byHand, revision, ...change }: SeatChange): Promise<SeatRow> {
    return transaction(this.db, async manager => {
      const { councilId } = await manager.findOneByOrFail(SeatEntity, { id });
      await holdCouncil(manager, councilId);
      const shown = await this.row(manager, id);
      mustBeCurrent(revision, shown);
      const isSet = (role !== undefined && role !== shown.role) || byHand === true;
      const changed = {
        ...omitUndefined(change),
        ...(isSet ? { role: role ?? shown.role, roleSetAt: new Date() } : {}),
        ...(byHand === false ? { roleSetAt: null } : {}),
      };
      if (Object.keys(changed).length > 0) await manager.update(SeatEntity, { id }, changed);
      if (position !== undefined) await this.move(manager, councilId, id, position);
      await keepRollsInStep(manager, councilId);
      return this.row(manager, id);
    });
  }

  /** @throws seat.in_use where a session has taken it up, or an agenda names it as rapporteur */
  async remove(id: string): Promise<void> {
    const ended = await transaction(this.db, async manager => {
      const { councilId } = await manager.findOneByOrFail(SeatEntity, { id });
      await holdCouncil(manager, councilId);
      const begun = await sessionsBegun(manager, await sessionsWithSeat(manager, id));
      if (begun.size > 0 || (await isRapporteur(manager, councilId, id))) throw refused('seat.in_use');
      const ended = [];
      for (const participant of await deleteParticipantsOf(manager, id))
        ended.push(...(await this.links.remove(manager, participant)));
      await manager.delete(SeatEntity, { id });
      await renumberSeats(
        manager,
        (await seatsOf(manager, councilId)).map(seat => seat.id),
      );
      await keepRollsInStep(manager, councilId);
      return ended;
    });
    this.identities.announce(ended);
  }

  private async row(manager: EntityManager, id: string): Promise<SeatRow> {
    const seat = await manager.findOneByOrFail(SeatEntity, { id });
    return rowsBy(await officesOf(manager, seat.councilId))(seat);
  }

  private async move(manager: EntityManager, councilId: string, id: string, position: number): Promise<void> {
    const order = (await seatsOf(manager, councilId)).map(seat => seat.id).filter(other => other !== id);
    order.splice(position - 1, 0, id);
    await renumberSeats(manager, order);
  }
}

/** Rows with the role that the seat has today, and where it comes from. */
function rowsBy(offices: CouncilOffices): (seat: SeatEntity) => SeatRow {
  const roles = rolesOnDay(offices, offices.today);
  return ({ createdAt: _createdAt, council: _council, weight, roleSetAt, ...seat }) => {
    const row = { ...seat, weight: weight ?? ONE_VOTE };
    const found = roles.get(seat.id);
    if (!found || offices.terms.length === 0) return row;
    const { role, gaveWay, terms } = found;
    const isByHand = roleSetAt !== null && (rollOffice(role) !== null || terms.some(one => one.standing === 'by_hand'));
    return {
      ...row,
      role,
      ...(terms.length > 0 ? { offices: terms.map(({ term, standing }) => asOffice(term, standing)) } : {}),
      ...(gaveWay ? { gaveWay } : {}),
      ...(isByHand && !terms.some(one => one.standing === 'holds') ? { byHand: true as const } : {}),
    };
  };
}
