/** REC-24: the schema that strangers are given is the one the declarations make. `WRITE_SCHEMAS=1` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { eventSchemas } from '@kengesh/domain';
import { canonical } from '@kengesh/journal';
import { recordSchema } from './index.js';

/** For whoever changed a declaration, and RECORD.md says what it means. */
const HOW = 'WRITE_SCHEMAS=1 npx jest --selectProjects fast --runTestsByPath libs/records/src/record-schema.test.ts';
const file = `${__dirname}/../record.schema.json`;

test('REC-24: record.schema.json is what the declarations of the events make', () => {
  const made = recordSchema();
  if (process.env.WRITE_SCHEMAS) writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`);
  const isSame = canonical(JSON.parse(readFileSync(file, 'utf8'))) === canonical(made);
  expect({ isSame, otherwise: HOW }).toEqual({ isSame: true, otherwise: HOW });
});

test('REC-24: every reference of it is told, and every event has its entry', () => {
  const { $defs } = recordSchema() as { readonly $defs: { readonly [name: string]: unknown } };
  const named = [...JSON.stringify(recordSchema()).matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)].map(found => found[1]!);
  expect(named.filter(name => !(name in $defs))).toEqual([]);
  expect(Object.keys($defs).filter(name => !named.includes(name))).toEqual([]);
  for (const type of Object.keys(eventSchemas)) expect($defs).toHaveProperty([`entry:${type}`]);
});
