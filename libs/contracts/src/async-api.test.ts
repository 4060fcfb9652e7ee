/** The AsyncAPI document: whole, and its schema of the state what the declarations make. `WRITE_SCHEMAS=1` writes that anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { actSchemas, eventSchemas } from '@kengesh/domain';
import { asyncApiDocument } from './index.js';
import { stateSchema } from './state-schema.js';
import { stateSchemas } from './state-schema.suite.js';

const HEAD = `/** Made from the types of the state by async-api.test.ts, which holds it to them; \`WRITE_SCHEMAS=1\` writes it anew. */
export const stateSchema: { readonly [name: string]: { readonly [key: string]: unknown } } = `;

test('the schema of the state is what the declarations of the state make', () => {
  const made = stateSchemas(path.join(__dirname, '../../domain/src/state.ts'), 'State');
  const file = path.join(__dirname, 'state-schema.ts');
  if (process.env.WRITE_SCHEMAS) writeFileSync(file, `${HEAD}${JSON.stringify(made, null, 2)};\n`);
  else expect(stateSchema).toEqual(made);
  expect(readFileSync(file, 'utf8').startsWith(HEAD)).toBe(true);
});

describe('the AsyncAPI document', () => {
  const document = asyncApiDocument() as {
    readonly operations: { readonly [name: string]: { readonly messages: readonly { readonly $ref: string }[] } };
    readonly components: { readonly schemas: { readonly [name: string]: object } };
  };

  test('names nothing that it does not tell, and tells every act and every event', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(found => found[1]!);
    const at = (ref: string) =>
      ref
        .split('/')
        .reduce<unknown>((node, name) => (node as { [key: string]: unknown } | undefined)?.[name], document);
    expect(refs.filter(ref => at(ref) === undefined)).toEqual([]);
    const { schemas } = document.components;
    for (const type of Object.keys(actSchemas)) expect(schemas).toHaveProperty([`act.${type}`]);
    for (const type of Object.keys(eventSchemas)) expect(schemas).toHaveProperty([`entry.${type}`]);
    // AsyncAPI 3.0: names of components.
    expect(Object.keys(schemas).filter(name => !/^[\w.-]+$/.test(name))).toEqual([]);
  });

  test('has an operation for each event of the socket', () => {
    expect(Object.keys(document.operations).sort()).toEqual(
      ['ask', 'bye', 'frame', 'packed', 'pulse', 'resync', 'snapshot'].sort(),
    );
  });
});
