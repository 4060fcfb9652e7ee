/** Inputs out of a JSON schema: mostly such as it asks for, now and then such as nobody expects. The same for the same seed. */

// biome-ignore lint/suspicious/noExplicitAny: a schema is looked at member by member
export type Schema = any;

export interface Source {
  readonly random: () => number;
  /** Ids of things that are there, so that not everything ends at "unknown". */
  readonly ids: readonly string[];
  /** Where `$ref` leads. */
  readonly named: Readonly<Record<string, Schema>>;
  /** How often a value is another than the schema asks for, 0 to 1. */
  readonly wild: number;
}

const deep = (levels: number): unknown => (levels === 0 ? 'deep' : [deep(levels - 1)]);
const WILD: readonly unknown[] = [
  ...[null, true, false, 0, -1, 0.1, -0, 1e308, 5e-324, 2 ** 53, -(2 ** 31), '', ' ', '0', 'null', '-1'],
  ...[
    '\u0000',
    'a\u0000b',
    '\ud800',
    'x\udfffy',
    '\u202e\u2066',
    '\ufeff',
    '𝟘',
    'é'.repeat(3),
    '\r\nBcc: all@council.example',
  ],
  ...[
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
    "'; drop table seats; --",
    '%s%n',
    '{{7*7}}',
    '<script>',
    '../../etc/passwd',
  ],
  ...[
    '2027-02-30',
    '2027-13-01T99:99',
    '9999999999999999999',
    'NaN',
    'Infinity',
    '=1+1',
    'x'.repeat(70),
    'ы'.repeat(21_000),
  ],
  ...[[], {}, [[]], [null], { type: null }, { __proto__: null, length: -1 }, Array(300).fill('x'), deep(60)],
];
const WORDS = [
  'yes',
  'no',
  'c1',
  'abstain',
  'Seat',
  'Место',
  'A question',
  'present',
  'hall',
  'i1',
  'm1',
  '1',
  'en',
  'ru',
];

export function generate(schema: Schema, source: Source, depth = 0): unknown {
  const { random, named, wild } = source;
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  if (random() < wild) return one(WILD);
  if (schema === true || schema === undefined || depth > 12) return one(WORDS);
  if (schema.$ref) return generate(named[String(schema.$ref).split('/').at(-1)!], source, depth + 1);
  if ('const' in schema) return schema.const;
  if (schema.enum) return one(schema.enum);
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return generate(one(several), source, depth + 1);
  if (schema.allOf) {
    const parts = (schema.allOf as Schema[]).map(part => generate(part, source, depth + 1));
    return Object.assign({}, ...parts.filter(part => typeof part === 'object'));
  }
  const type = Array.isArray(schema.type) ? one(schema.type as string[]) : schema.type;
  switch (type) {
    case 'object':
      return object(schema, source, depth);
    case 'array': {
      const least = schema.minItems ?? 0;
      const count = Math.min(schema.maxItems ?? 4, least + Math.floor(random() * 4));
      return Array.from({ length: count }, () => generate(schema.items, source, depth + 1));
    }
    case 'integer':
    case 'number': {
      const least = schema.minimum ?? 0;
      const most = schema.maximum ?? least + 100;
      // The bounds themselves, and the first number beyond, are where mistakes live.
      return one([least, most, most + 1, least + Math.floor(random() * (Math.min(most, 1e9) - least + 1))]);
    }
    case 'boolean':
      return random() < 0.5;
    case 'null':
      return null;
    default:
      return text(schema, source);
  }
}

function object(schema: Schema, source: Source, depth: number): object {
  const { random, wild } = source;
  const made: Record<string, unknown> = {};
  const required = new Set<string>(schema.required ?? []);
  for (const [name, of] of Object.entries(schema.properties ?? {})) {
    const left = required.has(name) ? random() < wild / 2 : random() < 0.5;
    if (!left) made[name] = generate(of, source, depth + 1);
  }
  if (random() < wild / 2) made[random() < 0.5 ? 'surplus' : 'constructor'] = 'nobody asked for this';
  return made;
}

function text(schema: Schema, { random, ids }: Source): string {
  const one = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
  if (schema.format === 'uuid') return one(ids.filter(id => id.length === 36));
  if (schema.format === 'date') return one(['2027-03-10', '2020-02-29']);
  if (schema.format === 'date-time') return one(['2027-03-10T10:00:00.000Z', '1990-01-01T00:00:00.000Z']);
  if (schema.format === 'email') return 'somebody@council.example';
  const { pattern } = schema;
  if (pattern === undefined) return one([...WORDS, ...ids]);
  // Of what is at hand, whatever fits.
  const expression = new RegExp(pattern, 'u');
  const SAMPLES = ['2027-03-10T14:00', 'somebody@council.example', '0'.repeat(64), 'D1', 'Asia/Bishkek', '10:00'];
  const fitting = [...ids, ...WORDS, ...SAMPLES].filter(each => expression.test(each));
  return fitting.length > 0 ? one(fitting) : one(WORDS);
}
