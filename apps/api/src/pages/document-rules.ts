/** What holds for every operation of the API's document alike: how one is known, which refusals there are, patterns that all read. */
import type { OpenAPIObject } from '@nestjs/swagger';

type Operation = {
  parameters?: { readonly in: string; readonly name: string }[];
  requestBody?: unknown;
  responses: Record<string, { description?: string; content?: unknown }>;
  security?: object[];
};

const SECURITY_SCHEMES = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: "For programs: the value of the cookie that sign-in or a link's exchange has given.",
  },
  handle: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Kengesh-As',
    description:
      'For pages: the handle (`as`) of the page, which says whose cookie of this browser counts. A foreign page cannot send it, so no cookie alone ever writes.',
  },
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: 'kg_<as>',
    description:
      'For pages, with the handle: the cookie of that handle, `kg_` and the handle; `__Host-kg_` and the handle where the server is reached by HTTPS.',
  },
} as const;

/** Let in without being known. */
const OPEN = ['POST /api/sign-in', 'POST /api/links/exchange', 'POST /api/password-reset'];
const isOpen = (method: string, path: string) => path.startsWith('/health/') || OPEN.includes(`${method} ${path}`);

/** Refusals that any operation of this kind may answer, unless it says more itself. */
function refusalsOf(method: string, path: string, { requestBody }: Operation): Readonly<Record<string, string>> {
  if (path.startsWith('/health/')) return { 421: '`host.unknown`' };
  const isWrite = method !== 'GET';
  const isKnown = !isOpen(method, path);
  const notWellFormed = ['POST', 'PUT', 'PATCH'].includes(method) && requestBody !== undefined;
  return {
    400: '`http.invalid`: not as described here; `http.bad`',
    ...(isKnown ? { 401: '`auth.none`, `auth.invalid`, `auth.revoked` or `auth.expired`' } : {}),
    ...(isKnown || isWrite ? { 403: '`auth.origin`, or `may.…`: not for this role' } : {}),
    ...(path.includes('{') ? { 404: '`http.not_found`: not there, or not for this identity' } : {}),
    ...(isWrite || path.includes('{id}') ? { 409: 'a rule says no; the code says which' } : {}),
    ...(isWrite ? { 413: '`http.too_large`', 415: '`http.encoding`' } : {}),
    421: '`host.unknown`: the server is not known by this name',
    ...(notWellFormed ? { 422: 'understood, and not what can be: `http.invalid` or the code of a rule' } : {}),
    ...(isWrite ? { 503: '`engine.busy`, or it is not known whether it was done; the same asked again tells' } : {}),
  };
}

/** One is known by a bearer, or by a cookie and whose it is; every refusal is a problem; 2xx are as the handlers say. */
function describeOperation(method: string, path: string, operation: Operation): void {
  operation.security = isOpen(method, path) ? [] : [{ bearer: [] }, { handle: [], cookie: [] }];
  operation.parameters = operation.parameters?.filter(({ name }) => name !== SECURITY_SCHEMES.handle.name) ?? [];
  for (const [status, codes] of Object.entries(refusalsOf(method, path, operation)))
    operation.responses[status] ??= { description: `Problem: ${codes}` };
  for (const [status, response] of Object.entries(operation.responses))
    if (Number(status) >= 400)
      response.content ??= { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
}

/** Classes that the document's patterns name, as ranges that every engine of regular expressions reads. */
const RANGES: Readonly<Record<string, string>> = {
  '\\p{Cc}': '\\u0000-\\u001f\\u007f-\\u009f',
  // Halves of surrogate pairs: no JSON text that is well formed holds one.
  '\\p{Cs}': '',
};

/**
 * A pattern that generators and validators of other languages read as we do; undefined where it cannot be written so, for then the
 * schema says less than is checked.
 */
export function portablePattern(pattern: string): string | undefined {
  const written = Object.entries(RANGES).reduce((text, [name, range]) => text.replaceAll(name, range), pattern);
  return /\\[pP]\{|\(\?[=!<]/.test(written) ? undefined : written;
}

const LANGUAGES = ['ru', 'en', 'ky', 'uz', 'hy', 'kk', 'tg'];
interface SchemaNode {
  type?: unknown;
  pattern?: unknown;
  format?: unknown;
  properties?: Readonly<Record<string, unknown>>;
  minProperties?: number;
  minLength?: number;
  allOf?: unknown;
}

/** Of several patterns at once a generator would have to guess: that there is something to read is said as a length. */
function mergePatterns(schema: SchemaNode): void {
  const { allOf } = schema;
  if (!Array.isArray(allOf) || !allOf.every(part => part.pattern !== undefined && part.type === schema.type)) return;
  const patterns = allOf.map(part => portablePattern(String(part.pattern))).filter(pattern => pattern !== '\\S');
  if (patterns.length !== 1) return;
  delete schema.allOf;
  schema.minLength ??= 1;
  schema.pattern = patterns[0];
}

/** In place: patterns as above; what a format says already is not said twice; a wording has at least one language. */
function describeSchemas(node: unknown): void {
  if (typeof node !== 'object' || node === null) return;
  const schema = node as SchemaNode;
  if (typeof schema.pattern === 'string') {
    const pattern = typeof schema.format === 'string' ? undefined : portablePattern(schema.pattern);
    if (pattern === undefined) delete schema.pattern;
    else schema.pattern = pattern;
  }
  mergePatterns(schema);
  const keys = Object.keys(schema.properties ?? {});
  if (keys.length === LANGUAGES.length && LANGUAGES.every(language => keys.includes(language)))
    schema.minProperties = 1;
  for (const child of Object.values(node)) describeSchemas(child);
}

/** In place, the whole document. */
export function describeDocument(document: OpenAPIObject): OpenAPIObject {
  for (const [path, methods] of Object.entries(document.paths))
    for (const [method, operation] of Object.entries(methods))
      describeOperation(method.toUpperCase(), path, operation as Operation);
  describeSchemas(document.paths);
  describeSchemas(document.components?.schemas);
  document.components = { ...document.components, securitySchemes: SECURITY_SCHEMES };
  return document;
}
