import 'reflect-metadata';
import { expect, test } from '@jest/globals';
import { pino } from 'pino';
import { appModule } from './app.module.js';
import { readApiEnv } from './config/env.js';

/** The pipe checks only what carries a schema: whatever comes in without one comes in unchecked. */
const sources: Record<string, string> = { 3: '@Body', 4: '@Query', 5: '@Param' };

type Constructor = new (...args: never[]) => object;
interface ModuleLike {
  readonly module?: Constructor;
  readonly imports?: readonly unknown[];
  readonly controllers?: readonly Constructor[];
}

function controllersOf(imported: unknown, seen = new Set<unknown>()): Constructor[] {
  if (!imported || seen.has(imported)) return [];
  seen.add(imported);
  const { module, imports = [], controllers = [] } = imported as ModuleLike;
  const described = typeof imported === 'function' ? imported : module;
  const declared = <T>(key: string): T[] => (described ? (Reflect.getMetadata(key, described) ?? []) : []);
  return [
    ...controllers,
    ...declared<Constructor>('controllers'),
    ...[...imports, ...declared('imports')].flatMap(one => controllersOf(one, seen)),
  ];
}

test('every body, query and address parameter of every controller has a schema', () => {
  const env = readApiEnv({ DATABASE_URL: 'postgres://nobody@127.0.0.1/none' });
  const controllers = controllersOf(appModule(env, pino({ level: 'silent' })));
  expect(controllers.map(({ name }) => name)).toContain('HealthController');
  const unchecked: string[] = [];
  for (const controller of controllers)
    for (const method of Object.getOwnPropertyNames(controller.prototype)) {
      const inputs: Record<string, { schema?: unknown; pipes?: unknown[] }> =
        Reflect.getMetadata('__routeArguments__', controller, method) ?? {};
      for (const [key, { schema, pipes }] of Object.entries(inputs)) {
        const source = sources[key.split(':')[0] ?? ''];
        if (source && !schema && !pipes?.length)
          unchecked.push(`${controller.name}.${method}: ${source} without a schema`);
      }
    }
  expect(unchecked).toEqual([]);
});
