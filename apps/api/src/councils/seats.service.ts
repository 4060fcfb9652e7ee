import { randomUUID } from 'node:crypto';
import type { SeatChange, SeatInput, SeatRow } from '@kengesh/contracts';
import { ONE_VOTE, rollOffice } from '@kengesh/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { CouncilEntity } from '../entities/council.entity.js';
import { SeatEntity } from '../entities/seat.entity.js';
import { IdentityService } from '../identity/identity.service.js';
import { refused } from '../problems/refused-error.js';
import { mustBeCurrent } from '../problems/revision.js';
import { asOffice, type CouncilOffices, officesOf, rolesOnDay, sqlOf } from '../sessions/offices.js';
import { keepRollsInStep } from '../sessions/roster.js';
import { omitUndefined } from './omit-undefined.js';

/** The roll of a council in protocol order. Every change holds the council's row, so that positions have no gaps. */
@Injectable()
export class SeatsService {
  constructor(
    private readonly db: DataSource,
    private readonly identities: IdentityService,
  ) {}

  async list(councilId: string): Promise<SeatRow[]> {
    const offices = await officesOf(sqlOf(this.db.manager), councilId);
    return (await inOrder(this.db.manager, councilId)).map(rowsBy(offices));
  }

  /** At the end of the order. */
  add(councilId: string, input: SeatInput): Promise<SeatRow> {
    return this.db.transaction(async manager => {
      await hold(manager, councilId);
      const position = 1 + (await manager.countBy(SeatEntity, { councilId }));
      const id = randomUUID();
      await manager.insert(SeatEntity, { ...omitUndefined(input), id, councilId, position });
      await keepRollsInStep(sqlOf(manager), councilId);
      return this.row(manager, id);
    });
  }

  /** @throws revision.stale */
  change(id: string, { position, role, byHand, revision, ...change }: SeatChange): Promise<SeatRow> {
    return this.db.transaction(async manager => {
      const { councilId } = await manager.findOneByOrFail(SeatEntity, { id });
      await hold(manager, councilId);
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
      await keepRollsInStep(sqlOf(manager), councilId);
      return this.row(manager, id);
    });
  }

  /** @throws seat.in_use where a session has taken it up, or an agenda names it as rapporteur */
  async remove(id: string): Promise<void> {
    const ended = await this.db.transaction(async manager => {
      const { councilId } = await manager.findOneByOrFail(SeatEntity, { id });
      await hold(manager, councilId);
      const [use] = (await manager.query(
        `select exists (select from participants p join journal_heads h on h.session_id = p.session_id::text
            where p.seat_id = $1 and h.seq > 0)
          or exists (select from sessions s where s.council_id = $2
            and s.agenda @> jsonb_build_array(jsonb_build_object('rapporteurSeatId', $1::text))) as used`,
        [id, councilId],
      )) as { used: boolean }[];
      if (use?.used) throw refused('seat.in_use');
      const [lines] = (await manager.query('delete from participants where seat_id = $1 returning id', [id])) as [
        { id: string }[],
        number,
      ];
      const ended = [];
      for (const line of lines) {
        await manager.query('delete from links where subject = $1', [line.id]);
        ended.push(...(await this.identities.revoke(manager, { as: line.id })));
      }
      await manager.delete(SeatEntity, { id });
      await renumber(
        manager,
        (await inOrder(manager, councilId)).map(seat => seat.id),
      );
      await keepRollsInStep(sqlOf(manager), councilId);
      return ended;
    });
    this.identities.announce(ended);
  }

  private async row(manager: EntityManager, id: string): Promise<SeatRow> {
    const seat = await manager.findOneByOrFail(SeatEntity, { id });
    return rowsBy(await officesOf(sqlOf(manager), seat.councilId))(seat);
  }

  private async move(manager: EntityManager, councilId: string, id: string, position: number): Promise<void> {
    const order = (await inOrder(manager, councilId)).map(seat => seat.id).filter(other => other !== id);
    order.splice(position - 1, 0, id);
    await renumber(manager, order);
  }
}

async function hold(manager: EntityManager, councilId: string): Promise<void> {
  await manager.findOneOrFail(CouncilEntity, {
    where: { id: councilId },
    select: { id: true },
    lock: { mode: 'pessimistic_write' },
  });
}

export function inOrder(manager: EntityManager, councilId: string): Promise<SeatEntity[]> {
  return manager.find(SeatEntity, { where: { councilId }, order: { position: 'ASC', id: 'ASC' } });
}

async function renumber(manager: EntityManager, order: readonly string[]): Promise<void> {
  await manager.query(
    `update seats set position = place, revision = revision + 1 from unnest($1::uuid[]) with ordinality as ordered (seat, place)
      where id = seat and position <> place`,
    [order],
  );
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
