import { randomUUID } from 'node:crypto';
import type { Council, CouncilChange, CouncilInput, RulesAdoption, RulesVersion } from '@kengesh/contracts';
import type { Rules } from '@kengesh/domain';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { mustBeZone } from '../calendar/local-time.js';
import type { ApiEnv } from '../config/env.js';
import { ENV } from '../config/tokens.js';
import { lock } from '../database/locks.js';
import { transaction } from '../database/transaction.js';
import { CouncilEntity } from '../entities/council.entity.js';
import { AccountsService } from '../identity/accounts.service.js';
import { refused } from '../problems/refused-error.js';
import { mustBeCurrent } from '../problems/revision.js';
import { councilById, councilsById } from '../repositories/councils.repository.js';
import { SecurityLog } from '../security-log/security-log.js';
import { omitUndefined } from './omit-undefined.js';
import { countFoundedBy, insertRules, lastVersion } from './rules.repository.js';
import { assertRulesSatisfiable, linkAdoption, rulesVersions, sameRules } from './rules-history.js';

/** Councils as data: a change of rules meets the sessions prepared after it, never one that is held. */
@Injectable()
export class CouncilsService {
  constructor(
    private readonly db: DataSource,
    private readonly accounts: AccountsService,
    private readonly security: SecurityLog,
    @Inject(ENV) private readonly env: Pick<ApiEnv, 'limits'>,
  ) {}

  async ofAccount(accountId: string): Promise<Council[]> {
    const memberships = await this.accounts.memberships(accountId);
    const ids = memberships.map(({ councilId }) => councilId);
    return (await councilsById(this.db.manager, ids)).map(asCouncil);
  }

  async get(id: string): Promise<Council> {
    return asCouncil(await councilById(this.db.manager, id));
  }

  /** Every set of rules it went by, the newest first. */
  rules(id: string): Promise<RulesVersion[]> {
    return rulesVersions(this.db.manager, id);
  }

  /** By which decision a version of its rules was adopted. */
  async adopted(accountId: string, id: string, version: number, by: RulesAdoption): Promise<RulesVersion[]> {
    await linkAdoption(this.db.manager, id, version, by, accountId);
    return this.rules(id);
  }

  /**
   * Who founds it at the desk is its secretary there.
   * @throws may.found_councils 403, council.quota {most}
   */
  async create(accountId: string, input: CouncilInput): Promise<Council> {
    mustBeZone(input.zone);
    assertRulesSatisfiable(input.rules, input.statutorySeats);
    const id = randomUUID();
    const founded = { ...input, id, rules: { ...input.rules, version: 1 }, revision: 1 };
    await transaction(this.db, async manager => {
      await this.mayFound(manager, accountId);
      await manager.insert(CouncilEntity, { ...founded });
      await this.accounts.belong(manager, accountId, id, 'secretary');
      await this.saveRules(manager, id, founded.rules, accountId);
    });
    this.security.record({ event: 'council.founded', subject: accountId, councilId: id });
    return founded;
  }

  private async mayFound(manager: EntityManager, accountId: string): Promise<void> {
    if (!(await this.accounts.mayFound(manager, accountId))) throw refused('may.found_councils');
    // Asked at once, the last place is given once.
    await lock(manager, `councils of ${accountId}`);
    const { councils: most } = this.env.limits;
    if ((await countFoundedBy(manager, accountId)) >= most) throw refused('council.quota', { most });
  }

  /**
   * Rules that say something new are the next version; the ones before are kept.
   * @throws revision.stale
   */
  async change(accountId: string, id: string, { revision, ...change }: CouncilChange): Promise<Council> {
    if (change.zone !== undefined) mustBeZone(change.zone);
    const row = await transaction(this.db, async manager => {
      const council = await manager.findOneOrFail(CouncilEntity, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      mustBeCurrent(revision, asCouncil(council));
      const { rules = council.rules, ...rest } = omitUndefined(change);
      const statutorySeats = change.statutorySeats ?? council.statutorySeats;
      const changed = !sameRules(rules, council.rules);
      // Rules kept from before are not held against whoever changes a mailbox.
      if (changed || statutorySeats !== council.statutorySeats) assertRulesSatisfiable(rules, statutorySeats);
      if (!changed) return asCouncil(await manager.save(Object.assign(council, rest)));
      const numbered = { ...rules, version: Math.max(await lastVersion(manager, id), council.rules.version ?? 1) + 1 };
      const saved = await manager.save(Object.assign(council, rest, { rules: numbered }));
      await this.saveRules(manager, id, numbered, accountId);
      return asCouncil(saved);
    });
    const fields = Object.keys(omitUndefined(change)).sort();
    this.security.record({ event: 'council.changed', councilId: id, details: { fields } });
    return row;
  }

  /** Under the lock of the council's row, or before anybody knows it. */
  async saveRules(manager: EntityManager, id: string, rules: Rules, accountId: string): Promise<void> {
    await insertRules(manager, id, rules, { id: accountId, label: await this.accounts.label(manager, accountId) });
  }
}

function asCouncil({ id, name, mailbox, zone, statutorySeats, rules, revision }: CouncilEntity): Council {
  return { id, name, mailbox, zone, statutorySeats, rules, revision };
}
