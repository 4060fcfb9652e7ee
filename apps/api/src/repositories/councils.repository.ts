/** Table `councils`. */
import { type EntityManager, In } from 'typeorm';
import { CouncilEntity } from '../entities/council.entity.js';

export const councilById = (manager: EntityManager, id: string): Promise<CouncilEntity> =>
  manager.findOneByOrFail(CouncilEntity, { id });

/** The oldest first. */
export const councilsById = (manager: EntityManager, ids: readonly string[]): Promise<CouncilEntity[]> =>
  manager.find(CouncilEntity, { where: { id: In([...ids]) }, order: { createdAt: 'ASC', id: 'ASC' } });

export const countCouncils = (manager: EntityManager): Promise<number> => manager.count(CouncilEntity);

/** Held until the transaction ends: whatever changes seats or rolls of a council does so first. */
export const holdCouncil = (manager: EntityManager, id: string): Promise<CouncilEntity> =>
  manager
    .createQueryBuilder(CouncilEntity, 'held')
    .setLock('for_no_key_update')
    .where('held.id = :id', { id })
    .getOneOrFail();
