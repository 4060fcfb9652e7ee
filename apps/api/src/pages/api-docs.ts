/** The description of the API for programmers: /api/openapi.json, and a page at /api/docs that calls no third host. */
import type { NestExpressApplication } from '@nestjs/platform-express';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';

export function serveApiDocs(app: NestExpressApplication): void {
  const about = new DocumentBuilder()
    .setTitle('Kengesh')
    .setDescription('What the faces of Kengesh ask of the server. Refusals are problem+json (RFC 9457).')
    .setVersion('0.1.0')
    .setLicense('AGPL-3.0-only', '')
    .build();
  SwaggerModule.setup('api/docs', app, () => SwaggerModule.createDocument(app, about), {
    jsonDocumentUrl: 'api/openapi.json',
    raw: ['json'],
    customSiteTitle: 'Kengesh API',
    swaggerOptions: { validatorUrl: null },
  });
}
