// PERMISSIONS.md against a running server, and against rights of the desk that somebody has changed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DeskRole } from '@kengesh/contracts';
import request from 'supertest';
import { DESK_RIGHTS, type DeskRight } from './desk-rights.js';
import {
  ASKED,
  ASKED_LAST,
  answerTo,
  IDENTITIES,
  type IdentityName,
  isAskedAt,
  MOMENTS,
  type MomentName,
  startWorld,
  type World,
} from './permissions.suite.js';

type Row = Readonly<Record<IdentityName, string>>;

function readTable(): ReadonlyMap<string, Row> {
  const rows = new Map<string, Row>();
  let columns: readonly string[] = [];
  for (const line of readFileSync(join(__dirname, '../../PERMISSIONS.md'), 'utf8').split('\n')) {
    const [head = '', ...cells] = line
      .split('|')
      .slice(1, -1)
      .map(cell => cell.trim());
    if (head === 'operation') columns = cells;
    const operation = /^`(.+)`$/.exec(head)?.[1];
    if (operation === undefined) continue;
    expect(columns).toEqual(IDENTITIES);
    if (rows.has(operation)) throw new Error(`two rows: ${operation}`);
    rows.set(operation, Object.fromEntries(columns.map((name, index) => [name, cells[index] ?? ''])) as Row);
  }
  return rows;
}
const TABLE = readTable();
/** Whoever may change something asks last. */
const ORDER: readonly IdentityName[] = [...IDENTITIES.filter(name => name !== 'secretary'), 'secretary'];

let world: World;
beforeAll(async () => {
  world = await startWorld();
}, 120_000);
afterAll(() => world?.desk.close());

async function differences(operation: string): Promise<readonly string[]> {
  const differing: string[] = [];
  for (const name of ORDER) {
    const [is, ought] = [await answerTo(world, name, ASKED[operation]!), TABLE.get(operation)![name]];
    if (is !== ought) differing.push(`${operation} by ${name}: ${is}, in the table ${ought}`);
  }
  return differing;
}

describe('PERMISSIONS.md', () => {
  test('has a row for every operation of the document, and none besides', async () => {
    const { body } = await request(world.desk.url).get('/api/openapi.json').expect(200);
    const operations = Object.entries(body.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => `${method.toUpperCase()} ${path}`),
    );
    expect(operations.length).toBeGreaterThan(55);
    expect([...TABLE.keys()].sort()).toEqual(operations.sort());
    expect(Object.keys(ASKED).sort()).toEqual(operations);
  });

  test.each(MOMENTS)(
    'says what is answered to everybody: %s',
    async (moment: MomentName) => {
      await world.goOn(moment);
      const differing: string[] = [];
      for (const operation of TABLE.keys()) {
        if (ASKED_LAST.includes(operation) || !isAskedAt(moment, operation)) continue;
        differing.push(...(await differences(operation)));
        if (operation.endsWith('/screen-link')) await world.enterScreen();
      }
      expect(differing).toEqual([]);
    },
    180_000,
  );

  const changed: readonly (readonly [right: DeskRight, role: DeskRole, operation: string])[] = [
    ['write', 'auditor', 'POST /api/councils/{id}/seats'],
    ['write', 'chair', 'PATCH /api/sessions/{id}'],
    ['texts', 'auditor', 'GET /api/sessions/{id}/texts'],
    ['write', 'auditor', 'POST /api/sessions/{id}/participants/{participant}/link'],
    ['accounts', 'chair', 'GET /api/councils/{id}/accounts'],
  ];
  test.each(changed)('shows that the right to %s was given to the %s', async (right, role, operation) => {
    const roles = DESK_RIGHTS[right] as readonly DeskRole[] as DeskRole[];
    roles.push(role);
    try {
      expect(await differences(operation)).toEqual([`${operation} by ${role}: yes, in the table 403`]);
    } finally {
      roles.pop();
    }
    expect(await differences(operation)).toEqual([]);
  });

  test.each(ASKED_LAST)('says what is answered to everybody when all is over: %s', async operation => {
    await world.comeAgain();
    expect(await differences(operation)).toEqual([]);
  });
});
