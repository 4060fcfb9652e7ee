/**
 * The exported record as JSON Schema (2020-12), made from the declarations of the events. `record.schema.json` beside RECORD.md
 * is this, written down: a stranger needs none of our code to read it.
 */
import { declaredSchemas, type JsonSchema } from '@kengesh/domain';
import { RECORD_FORMAT } from './record.js';

const object = (properties: { readonly [name: string]: JsonSchema }): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const text = { type: 'string' };
const ref = (name: string): JsonSchema => ({ $ref: `#/$defs/${name}` });
const wholeNumber = (minimum: number): JsonSchema => ({ type: 'integer', minimum });

export function recordSchema(): JsonSchema {
  const declared = declaredSchemas();
  const entries = Object.fromEntries(
    Object.entries(declared.entries).map(([type, schema]) => [`entry:${type}`, schema]),
  );
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'The record of a session of Kengesh',
    description: 'Made from the declarations of the events; RECORD.md says what it means.',
    ...object({
      format: { const: RECORD_FORMAT },
      exportedAt: ref('instant'),
      software: text,
      zone: text,
      session: object({
        id: ref('id'),
        number: wholeNumber(1),
        title: ref('wording500'),
        council: object({ id: ref('id'), name: ref('wording300') }),
        zone: text,
        startsLocal: text,
        sample: { type: 'boolean' },
      }),
      head: object({ seq: wholeNumber(1), hash: ref('hash') }),
      entries: { type: 'array', minItems: 1, items: ref('entry') },
    }),
    $defs: {
      entry: { oneOf: Object.keys(entries).map(ref) },
      ...entries,
      ...declared.shared,
    },
  };
}
