import 'reflect-metadata';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { type TestDatabase, testDatabase } from '../../../../test/support/postgres.js';
import { entities, withoutEntity } from './entities.js';

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await testDatabase();
  source = new DataSource({ type: 'postgres', url: database.ownerUrl, entities });
  await source.initialize();
});
afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

test('entities and migrations say the same: TypeORM would change nothing', async () => {
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  expect(upQueries.map(({ query }) => query)).toEqual([]);
});

test('every table has an entity or a reason to have none', async () => {
  const rows: { name: string }[] = await source.query(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'urn') order by name`,
  );
  const mapped = source.entityMetadatas.map(({ tableName }) => `public.${tableName}`);
  expect([...mapped, ...Object.keys(withoutEntity)].sort()).toEqual(rows.map(row => row.name).sort());
});
