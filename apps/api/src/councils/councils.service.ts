import { randomUUID } from 'node:crypto';
import type { Council, CouncilChange, CouncilInput } from '@kengesh/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AccountsService } from '../identity/accounts.service.js';
import { mustBeZone } from '../sessions/local-time.js';
import { CouncilEntity } from './council.entity.js';

/** Councils as data: a change of rules meets the sessions prepared after it, never one that is held. */
@Injectable()
export class CouncilsService {
  constructor(
    private readonly db: DataSource,
    private readonly accounts: AccountsService,
  ) {}

  async ofAccount(accountId: string): Promise<Council[]> {
    const councils = await this.db.manager
      .createQueryBuilder(CouncilEntity, 'council')
      .innerJoin('memberships', 'm', 'm.council_id = council.id and m.account_id = :accountId', { accountId })
      .orderBy('council.createdAt')
      .addOrderBy('council.id')
      .getMany();
    return councils.map(asCouncil);
  }

  async get(id: string): Promise<Council> {
    return asCouncil(await this.db.manager.findOneByOrFail(CouncilEntity, { id }));
  }

  /** Who founds it at the desk is its secretary there. */
  async create(accountId: string, input: CouncilInput): Promise<Council> {
    mustBeZone(input.zone);
    const id = randomUUID();
    await this.db.transaction(async manager => {
      await manager.insert(CouncilEntity, { ...input, id });
      await this.accounts.belong(manager, accountId, id, 'secretary');
    });
    return { ...input, id };
  }

  async change(id: string, change: CouncilChange): Promise<Council> {
    if (change.zone !== undefined) mustBeZone(change.zone);
    return this.db.transaction(async manager => {
      const council = await manager.findOneOrFail(CouncilEntity, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      return asCouncil(await manager.save(Object.assign(council, change)));
    });
  }
}

function asCouncil({ id, name, mailbox, zone, statutorySeats, rules }: CouncilEntity): Council {
  return { id, name, mailbox, zone, statutorySeats, rules };
}
