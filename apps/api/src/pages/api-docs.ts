/**
 * The description of the API for programmers: /api/openapi.json, and a page at /api/docs that calls no third host; of the live line
 * /api/asyncapi.json.
 */
import { asyncApiDocument } from '@kengesh/contracts';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { describeDocument } from './document-rules.js';

export function serveApiDocs(app: NestExpressApplication): void {
  const about = new DocumentBuilder()
    .setTitle('Kengesh')
    .setDescription('What the faces of Kengesh ask of the server. Refusals are problem+json (RFC 9457).')
    .setVersion('0.1.0')
    .setLicense('AGPL-3.0-only', '')
    .build();
  SwaggerModule.setup('api/docs', app, () => wellFormed(SwaggerModule.createDocument(app, about)), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Kengesh API',
    swaggerOptions: { validatorUrl: null },
  });
  let live: string | undefined;
  app.use('/api/asyncapi.json', (_request: Request, response: Response) => {
    live ??= JSON.stringify(asyncApiDocument());
    response.type('application/json').send(live);
  });
}

/** RFC 9457, with the code and the parameters a program goes by. */
const problem = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'params', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string' },
    params: { type: 'object', additionalProperties: true },
    detail: { type: 'string', description: "The sentence, in the language of the request's Accept-Language" },
    instance: { type: 'string' },
  },
};

/**
 * What the generator leaves undone: schemas that zod wrote into a body as `definitions` move to where OpenAPI looks for
 * them, and what holds for every operation is said of each.
 */
export function wellFormed(document: OpenAPIObject): OpenAPIObject {
  const schemas: Record<string, unknown> = { ...document.components?.schemas, Problem: problem };
  const settle = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(settle);
    if (typeof node !== 'object' || node === null) return node;
    const settled: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(node)) {
      if (key === 'definitions') Object.assign(schemas, settle(value));
      else if (key === '$ref') settled.$ref = String(value).replace('#/definitions/', '#/components/schemas/');
      else settled[key] = settle(value);
    }
    return settled;
  };
  const paths = settle(document.paths) as OpenAPIObject['paths'];
  return describeDocument({ ...document, paths, components: { ...document.components, schemas: schemas as never } });
}
