/** The schema of the state is what the declarations make. `WRITE_SCHEMAS=1` writes it anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { canonical } from '@kengesh/journal';
import { stateSchema } from './state-schema.js';
import { stateSchemas } from './state-schema.suite.js';

/** For whoever changed the state, and PROTOCOL.md says how it is folded. */
const HOW =
  'WRITE_SCHEMAS=1 npx jest --selectProjects fast --runTestsByPath libs/contracts/src/state-schema.slow.test.ts';
const HEAD = `/** Made from the types of the state by state-schema.slow.test.ts, which holds it to them; \`WRITE_SCHEMAS=1\` writes it anew. */
export const stateSchema: { readonly [name: string]: { readonly [key: string]: unknown } } = `;

test('the schema of the state is what the declarations of the state make', () => {
  const made = stateSchemas(path.join(__dirname, '../../domain/src/state.ts'), 'State');
  const file = path.join(__dirname, 'state-schema.ts');
  if (process.env.WRITE_SCHEMAS) writeFileSync(file, `${HEAD}${JSON.stringify(made, null, 2)};\n`);
  else
    expect({ isSame: canonical(stateSchema) === canonical(made), otherwise: HOW }).toEqual({
      isSame: true,
      otherwise: HOW,
    });
  expect(readFileSync(file, 'utf8').startsWith(HEAD)).toBe(true);
});
