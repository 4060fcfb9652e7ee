import { randomUUID } from 'node:crypto';
import type { SeatChange, SeatInput, SeatRow } from '@kengesh/contracts';
import { ONE_VOTE } from '@kengesh/domain';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { IdentityService } from '../identity/identity.service.js';
import { refused } from '../problems/refused-error.js';
import { keepRollsInStep } from '../sessions/roster.js';
import { CouncilEntity } from './council.entity.js';
import { given } from './given.js';
import { SeatEntity } from './seat.entity.js';

/** The roll of a council in protocol order. Every change holds the council's row, so that positions have no gaps. */
@Injectable()
export class SeatsService {
  constructor(
    private readonly db: DataSource,
    private readonly identities: IdentityService,
  ) {}

  async list(councilId: string): Promise<SeatRow[]> {
    return (await inOrder(this.db.manager, councilId)).map(asRow);
  }

  /** At the end of the order. */
  add(councilId: string, input: SeatInput): Promise<SeatRow> {
    return this.db.transaction(async manager => {
      await hold(manager, councilId);
      const position = 1 + (await manager.countBy(SeatEntity, { councilId }));
      const id = randomUUID();
      await manager.insert(SeatEntity, { ...given(input), id, councilId, position });
      await keepRollsInStep(manager, councilId);
      return asRow(await manager.findOneByOrFail(SeatEntity, { id }));
    });
  }

  change(id: string, { position, ...change }: SeatChange): Promise<SeatRow> {
    return this.db.transaction(async manager => {
      const { councilId } = await manager.findOneByOrFail(SeatEntity, { id });
      await hold(manager, councilId);
      if (Object.keys(change).length > 0) await manager.update(SeatEntity, { id }, given(change));
      if (position !== undefined) await this.move(manager, councilId, id, position);
      await keepRollsInStep(manager, councilId);
      return asRow(await manager.findOneByOrFail(SeatEntity, { id }));
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
        ended.push(...(await this.identities.end(manager, { as: line.id })));
      }
      await manager.delete(SeatEntity, { id });
      await renumber(
        manager,
        (await inOrder(manager, councilId)).map(seat => seat.id),
      );
      await keepRollsInStep(manager, councilId);
      return ended;
    });
    this.identities.announce(ended);
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
    `update seats set position = place from unnest($1::uuid[]) with ordinality as ordered (seat, place)
      where id = seat and position <> place`,
    [order],
  );
}

function asRow({ createdAt: _createdAt, council: _council, weight, ...seat }: SeatEntity): SeatRow {
  return { ...seat, weight: weight ?? ONE_VOTE };
}
