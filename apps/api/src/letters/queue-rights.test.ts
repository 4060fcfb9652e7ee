import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { type TestDatabase, testDatabase } from '../../../../test/support/postgres.js';

let database: TestDatabase;
let owner: pg.Client;
let app: pg.Client;
beforeAll(async () => {
  database = await testDatabase();
  owner = new pg.Client({ connectionString: database.ownerUrl });
  app = new pg.Client({ connectionString: database.url });
  await Promise.all([owner.connect(), app.connect()]);
});
afterAll(async () => {
  await Promise.all([owner?.end(), app?.end()]);
  await database?.drop();
});

const shapeOf = async (schema: string) => {
  const { rows: columns } = await owner.query(
    `select table_name, column_name, column_default, is_nullable, replace(data_type, $1, '') as type
       from information_schema.columns where table_schema = $1 and table_name !~ '^j[0-9a-f]{56}$' order by 1, 2`,
    [schema],
  );
  const { rows: functions } = await owner.query(
    `select proname, regexp_replace(lower(prosrc), '\\s+', '', 'g') as source from pg_proc
       where pronamespace = $1::regnamespace order by 1`,
    [schema],
  );
  const { rows: indexes } = await owner.query(
    `select indexname, indexdef from pg_indexes where schemaname = $1 and tablename !~ '^j[0-9a-f]{56}$' order by 1`,
    [schema],
  );
  const { rows: version } = await owner.query(`select version from ${schema}.version`);
  return JSON.parse(JSON.stringify({ columns, functions, indexes, version }).replaceAll(`${schema}.`, ''));
};

test('the schema our migration makes is the one this pg-boss makes for itself', async () => {
  await owner.query(PgBoss.getConstructionPlans('plain'));
  expect(await shapeOf('jobs')).toEqual(await shapeOf('plain'));
});

test('start, send, work and maintenance run as the application’s role, and finished jobs are gone after a day', async () => {
  const faults: Error[] = [];
  const boss = new PgBoss({
    connectionString: database.url,
    ...{ schema: 'jobs', migrate: false, schedule: false, max: 2 },
    ...{ archiveCompletedAfterSeconds: 12 * 3600, deleteAfterHours: 11, maintenanceIntervalSeconds: 1 },
  });
  boss.on('error', error => faults.push(error));
  const maintained = new Promise(resolve => boss.once('maintenance', resolve));
  await boss.start();
  const worked: unknown[] = [];
  const sent = [await boss.send('letters', { letter: 'one' }), await boss.send('letters', { letter: 'two' })];
  expect(sent).not.toContain(null);
  await new Promise<void>(resolve => {
    void boss.work('letters', { pollingIntervalSeconds: 0.5 }, async ([job]) => {
      worked.push(job?.data);
      if (worked.length === 2) resolve();
    });
  });
  await maintained;
  await boss.offWork('letters');
  const finished = async () =>
    (await owner.query(`select count(*)::int as n from jobs.job where state = 'completed'`)).rows[0].n;
  for (let tries = 0; (await finished()) < 2 && tries < 100; tries++)
    await new Promise(resolve => setTimeout(resolve, 50));
  await owner.query(`update jobs.job set completed_on = completed_on - interval '12 hours 1 minute'`);
  await boss.maintain();
  expect(await finished()).toBe(0);
  await owner.query(`update jobs.archive set archived_on = archived_on - interval '11 hours 1 minute'`);
  await boss.maintain();
  const { rows } = await owner.query(
    'select (select count(*) from jobs.job)::int + (select count(*) from jobs.archive)::int as n',
  );
  expect(rows).toEqual([{ n: 0 }]);
  await boss.stop({ graceful: false });
  expect(faults).toEqual([]);
});

test('the application’s role makes no queue and drops none, and writes neither queues nor past their tables', async () => {
  for (const statement of [
    `select jobs.create_queue('mine', '{}')`,
    `select jobs.delete_queue('letters')`,
    `insert into jobs.queue (name) values ('mine')`,
    'create table jobs.mine (id int)',
    'drop table jobs.job',
    `update jobs.archive set name = 'x'`,
    `insert into jobs.${(await owner.query('select partition_name as name from jobs.queue')).rows[0].name} (name) values ('letters')`,
  ])
    await expect(app.query(statement)).rejects.toThrow(/permission denied|must be owner/);
});
