/**
 * The declared shapes as JSON Schema (2020-12), for whoever reads records or speaks the protocol without our code. What a shape
 * says is kept; what only our own check can say (a text has something to read in it) is left out.
 */
import * as z from 'zod';
import * as council from './council-schemas.js';
import { electionResultShape } from './rules/elections/result-schema.js';
import { actSchemas, eventSchemas } from './schemas.js';
import { quorumFinding } from './session/schemas.js';
import { hash, motionText, wording } from './text-schemas.js';
import { choice, result } from './voting/schemas.js';

export type JsonSchema = { readonly [key: string]: unknown };

/** Shapes that stand in many places: told once, under these names. */
const SHARED: { readonly [name: string]: z.ZodType } = {
  id: council.id,
  instant: council.instant,
  hash,
  weight: council.weight,
  wording200: wording(200),
  wording300: wording(300),
  wording500: wording(500),
  wording1000: wording(1000),
  wording2000: wording(2000),
  wording10000: wording(10000),
  wording20000: motionText,
  quorumFinding,
  quorumPart: council.quorumPart,
  quorumRule: council.quorumRule,
  threshold: council.threshold,
  rules: council.rules,
  seat: council.seat,
  participant: council.participant,
  choice,
  result,
  electionResult: electionResultShape,
};

interface ObjectSchema {
  allOf?: readonly ObjectSchema[];
  properties?: object;
  required?: readonly string[];
}

/** In place: members of both as one object. Side by side each of two closed shapes would refuse what only the other knows. */
function mergeObjects(schema: object): void {
  const whole = schema as ObjectSchema;
  const parts = whole.allOf ?? [];
  if (!parts.every(part => part.properties)) throw new Error('only objects are told together');
  delete whole.allOf;
  Object.assign(whole, {
    type: 'object',
    properties: Object.assign({}, ...parts.map(part => part.properties)),
    required: parts.flatMap(part => part.required ?? []),
    additionalProperties: false,
  });
}

function told(shape: z.ZodType): JsonSchema {
  const schema: Record<string, unknown> = {
    ...z.toJSONSchema(shape, {
      io: 'input',
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        // The only shape that is a check alone: results of elections, as they are made.
        if (zodSchema._zod.def.type === 'custom') Object.assign(jsonSchema, { $ref: '#/$defs/electionResult' });
        if (zodSchema._zod.def.type === 'intersection') mergeObjects(jsonSchema);
      },
    }),
  };
  delete schema.$schema;
  return schema;
}

type Replace = (node: unknown) => unknown;
const children = (node: unknown, replace: Replace): unknown => {
  if (Array.isArray(node)) return node.map(replace);
  if (typeof node !== 'object' || node === null) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, replace(value)]));
};

/** Puts references where a shared shape stands, the outermost first. */
function sharing(names: ReadonlyMap<string, string>): Replace {
  const replace: Replace = node => {
    const name = typeof node === 'object' && node !== null ? names.get(JSON.stringify(node)) : undefined;
    return name === undefined ? children(node, replace) : { $ref: `#/$defs/${name}` };
  };
  return replace;
}

export interface DeclaredSchemas {
  /** What the references name: `#/$defs/<name>`. */
  readonly shared: { readonly [name: string]: JsonSchema };
  /** An entry of each type of event. */
  readonly entries: { readonly [type: string]: JsonSchema };
  /** What each act says, its `type` among it. */
  readonly acts: { readonly [type: string]: JsonSchema };
}

const text = { type: 'string' };
/** The same members of every entry, other data. */
const entrySchema = (type: string, data: JsonSchema): JsonSchema => {
  const properties = {
    seq: { type: 'integer', minimum: 1 },
    type: { const: type },
    at: { $ref: '#/$defs/instant' },
    actor: text,
    command: text,
    part: { type: 'integer', minimum: 0 },
    data,
    prev: { $ref: '#/$defs/hash' },
    hash: { $ref: '#/$defs/hash' },
  };
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false };
};

export function declaredSchemas(): DeclaredSchemas {
  const shared = Object.entries(SHARED).map(([name, shape]) => [name, told(shape)] as const);
  const replace = sharing(new Map(shared.map(([name, schema]) => [JSON.stringify(schema), name])));
  const all = (shapes: { readonly [name: string]: z.ZodType }) =>
    Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, replace(told(shape)) as JsonSchema]));
  return {
    shared: Object.fromEntries(shared.map(([name, schema]) => [name, children(schema, replace) as JsonSchema])),
    entries: Object.fromEntries(
      Object.entries(all(eventSchemas)).map(([type, data]) => [type, entrySchema(type, data)]),
    ),
    acts: all(actSchemas),
  };
}
