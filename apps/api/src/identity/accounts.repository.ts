/** Tables `accounts` and `memberships`. */
import type { EntityManager } from 'typeorm';
import { AccountEntity, MembershipEntity } from '../entities/account.entity.js';

/** @param email in lower case */
export const accountByEmail = (manager: EntityManager, email: string): Promise<AccountEntity | null> =>
  manager.findOneBy(AccountEntity, { email });

export const accountById = (manager: EntityManager, id: string): Promise<AccountEntity | null> =>
  manager.findOneBy(AccountEntity, { id });

export const membershipsOf = (manager: EntityManager, accountId: string): Promise<MembershipEntity[]> =>
  manager.findBy(MembershipEntity, { accountId });

export const membershipIn = (
  manager: EntityManager,
  accountId: string,
  councilId: string,
): Promise<MembershipEntity | null> => manager.findOneBy(MembershipEntity, { accountId, councilId });
