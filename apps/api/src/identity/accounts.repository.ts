/** Tables `accounts` and `memberships`. */
import { type EntityManager, IsNull } from 'typeorm';
import { lock } from '../database/locks.js';
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

/** Held while accounts are disabled, so that two who do it at once do not disable the last administrator. */
export const lockAccess = (manager: EntityManager): Promise<void> => lock(manager, 'access of accounts');

/** Whether nobody else is left who may found councils and is not disabled. */
export async function isLastAdministrator(manager: EntityManager, id: string): Promise<boolean> {
  const administrators = await manager.find(AccountEntity, {
    where: { mayFound: true, disabledAt: IsNull() },
    take: 2,
  });
  return administrators.length === 1 && administrators[0]?.id === id;
}
