/**
 * The live line as an AsyncAPI document (3.0), for whoever writes a client: made from the declarations of acts, events and state.
 * PROTOCOL.md says how it is used.
 */
import { declaredSchemas, type JsonSchema } from '@kengesh/domain';
import * as z from 'zod';
import { actReply, bye, commandId, handshake, handshakeRefusal, position, pulse } from './protocol-shapes.js';
import { stateSchema } from './state-schema.js';

type Schemas = { readonly [name: string]: JsonSchema };

const ref = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** By name what this shape is, and what it names itself. */
function told(name: string, shape: z.ZodType): Schemas {
  const { $schema: _, $defs = {}, ...schema } = z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' });
  return { ...($defs as Schemas), [name]: schema };
}

/** References of the parts, as this document writes them. */
function settled(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(settled);
  if (typeof node !== 'object' || node === null) return node;
  const members = Object.entries(node).map(([key, value]) => [
    key,
    key === '$ref' ? String(value).replace('#/$defs/', '#/components/schemas/') : settled(value),
  ]);
  return Object.fromEntries(members);
}

const named = (prefix: string, schemas: Schemas): Schemas =>
  Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [`${prefix}${name}`, schema]));

const object = (properties: Schemas, optional: readonly string[] = []): JsonSchema => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter(name => !optional.includes(name)),
});
const seq = { type: 'integer', minimum: 0 };

function schemas(): Schemas {
  const { shared, entries, acts } = declaredSchemas();
  const all: Schemas = {
    ...shared,
    ...stateSchema,
    ...named('entry.', entries),
    ...named('act.', acts),
    ...told('Handshake', handshake),
    ...told('HandshakeRefusal', handshakeRefusal),
    ...told('Position', position),
    ...told('CommandId', commandId),
    Ask: { ...object({ command: ref('CommandId'), act: ref('Act') }), additionalProperties: false },
    Act: { oneOf: Object.keys(acts).map(type => ref(`act.${type}`)) },
    ...told('Answer', actReply),
    Entry: {
      description: 'An entry whose type is not here, of a later build, changes nothing.',
      oneOf: Object.keys(entries).map(type => ref(`entry.${type}`)),
    },
    Frame: object({ from: seq, to: seq, entries: { type: 'array', items: ref('Entry') } }),
    Snapshot: object({ seq, hash: ref('hash'), state: ref('State'), putBack: { const: true } }, ['hash', 'putBack']),
    Packed: { type: 'string', format: 'binary', description: 'JSON `[event, value]` as raw deflate (RFC 1951)' },
    ...told('Pulse', pulse),
    ...told('Bye', bye),
  };
  return settled(all) as Schemas;
}

interface MessageOf {
  readonly payload: string;
  readonly summary: string;
  readonly sentBy: 'client' | 'server';
}

const MESSAGES: { readonly [event: string]: MessageOf } = {
  ask: { payload: 'Ask', summary: 'An act is asked for; answered by acknowledgement', sentBy: 'client' },
  resync: { payload: 'Position', summary: '"I stand here, something is missing"', sentBy: 'client' },
  snapshot: { payload: 'Snapshot', summary: 'All of the state that this viewer may hold', sentBy: 'server' },
  frame: { payload: 'Frame', summary: 'Entries from (not included) to, those this viewer may see', sentBy: 'server' },
  packed: { payload: 'Packed', summary: 'A long snapshot or frame, where the client unpacks', sentBy: 'server' },
  pulse: { payload: 'Pulse', summary: 'A few numbers, volatile, no part of the record', sentBy: 'server' },
  bye: { payload: 'Bye', summary: 'The line is cut for good', sentBy: 'server' },
};

const CHANNEL = { $ref: '#/channels/session' };
const inChannel = (name: string) => ({ $ref: `#/channels/session/messages/${name}` });

function operations() {
  return Object.fromEntries(
    Object.entries(MESSAGES).map(([event, { sentBy, summary }]) => [
      event,
      {
        action: sentBy === 'client' ? 'receive' : 'send',
        channel: CHANNEL,
        summary,
        messages: [inChannel(event)],
        ...(event === 'ask' ? { reply: { channel: CHANNEL, messages: [inChannel('answer')] } } : {}),
      },
    ]),
  );
}

export function asyncApiDocument(): JsonSchema {
  const payloads = {
    ...Object.fromEntries(Object.entries(MESSAGES).map(([event, message]) => [event, message])),
    answer: { payload: 'Answer', summary: 'What became of an act', sentBy: 'server' },
  };
  const messages = Object.fromEntries(
    Object.entries(payloads).map(([name, { payload, summary }]) => [name, { name, summary, payload: ref(payload) }]),
  );
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Kengesh, the live line',
      version: '0.1.0',
      description:
        'socket.io 4 (Engine.IO 4), default path and namespace. PROTOCOL.md of the source says how it is used.',
      license: { name: 'AGPL-3.0-only' },
    },
    defaultContentType: 'application/json',
    channels: {
      session: {
        address: '/socket.io/',
        title: 'The session that the shown device belongs to',
        messages: Object.fromEntries(
          Object.keys(messages).map(name => [name, { $ref: `#/components/messages/${name}` }]),
        ),
      },
    },
    operations: operations(),
    components: {
      messages,
      schemas: schemas(),
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: '`token` of the handshake, or the header Authorization',
        },
      },
    },
  };
}
