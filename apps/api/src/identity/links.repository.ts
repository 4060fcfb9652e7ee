/** Table `links`. */
import { type EntityManager, IsNull } from 'typeorm';
import { lock } from '../database/locks.js';
import { rowsOf } from '../database/rows.js';
import { LinkEntity } from '../entities/link.entity.js';

/** Serialises changes to the links of one participant or screen until the transaction ends. */
export const lockLinks = (manager: EntityManager, subject: string): Promise<void> => lock(manager, `link ${subject}`);

/** With its row held. */
export const linkBySecret = (manager: EntityManager, secretHash: string): Promise<LinkEntity | null> =>
  manager.findOne(LinkEntity, { where: { secretHash }, lock: { mode: 'pessimistic_write' } });

/** Without its row held. */
export const peekLink = (manager: EntityManager, secretHash: string): Promise<LinkEntity | null> =>
  manager.findOneBy(LinkEntity, { secretHash });

/** Valid links of one participant or screen, or of a whole session. */
export async function closeLinks(
  manager: EntityManager,
  which: { readonly subject: string } | { readonly sessionId: string },
): Promise<void> {
  await manager.update(LinkEntity, { ...which, revokedAt: IsNull() }, { revokedAt: new Date() });
}

/** Those that are good once: the ways in for whoever has no password, or forgot it. */
export async function closeOnceLinks(manager: EntityManager, subject: string): Promise<void> {
  await manager.update(LinkEntity, { subject, once: true, revokedAt: IsNull() }, { revokedAt: new Date() });
}

export async function deleteLinks(manager: EntityManager, subject: string): Promise<void> {
  await manager.delete(LinkEntity, { subject });
}

/** Thirty days after their end (SEC-12). */
export async function deleteOldLinks(manager: EntityManager): Promise<void> {
  await rowsOf(manager, `delete from links where expires_at < now() - interval '30 days'`);
}
