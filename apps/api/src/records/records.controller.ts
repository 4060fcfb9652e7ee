/** Hands out a session's papers to those who keep them: the bureau of the session and the council's secretary. */
import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import { type ExportRow, exportRow } from '@kengesh/contracts';
import { interfaceLanguage, phrase } from '@kengesh/phrases';
import { isReportName, type Report, type ReportFormat, type ReportName, reports } from '@kengesh/records';
import { Controller, Get, Header, Param, Query, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import * as z from 'zod';
import { Authenticated } from '../identity/auth.guard.js';
import { DeskAccess, notFound } from '../identity/desk-access.js';
import { CurrentIdentity } from '../identity/http.js';
import type { Identity } from '../identity/identity.js';
import { RefusedError, refused } from '../problems/refused-error.js';
import { languageOf } from '../problems/wording.js';
import { SecurityLog } from '../security-log/security-log.js';
import { aboutCsv, csvOf, DELIMITERS, tablePieces } from './csv.js';
import { reportsOf, SessionReports, type Standing, tablesOf } from './session-reports.js';
import { xlsxOf } from './xlsx.js';
import { zipOf } from './zip.js';

const sessionId = z.uuid();
const language = z.string().max(35).optional();
const listQuery = z.strictObject({ lang: language });
const fileQuery = z.strictObject({
  lang: language,
  /** Of a CSV: which of the tables; the first unless said. */
  table: z.string().max(20).optional(),
  delimiter: z.enum(DELIMITERS).default(';'),
  /** Of a CSV: `0` gives the table alone; otherwise it comes in a zip with a file that says where it comes from. */
  about: z.enum(['0', '1']).default('1'),
});
const exportList = z.array(exportRow);

const TYPES: Record<ReportFormat | 'zip', string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
  zip: 'application/zip',
};

/** In the API's document: files, whatever is in them. */
const FILES = Object.fromEntries(
  Object.values(TYPES).map(type => [
    type.split(';')[0]!,
    type.startsWith('application/json') ? { schema: {} } : { schema: { type: 'string', format: 'binary' } },
  ]),
);

@ApiTags('records')
@Authenticated()
@Controller('api/sessions/:id/exports')
export class RecordsController {
  constructor(
    private readonly reports: SessionReports,
    private readonly access: DeskAccess,
    private readonly security: SecurityLog,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOperation({ summary: 'What can be had of a session that was opened', description: 'Refusals: export.not_held' })
  @ApiOkResponse({ standardSchema: exportList })
  async list(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
    @Query({ schema: listQuery }) query: z.output<typeof listQuery>,
    @Req() request: Request,
  ): Promise<ExportRow[]> {
    const standing = await this.permitted(who, id);
    const lang = inLanguage(query.lang, request);
    return reportsOf(standing).map(([name, report]) => ({
      name,
      title: phrase(lang, `exports.name.${name}`),
      formats: [...report.formats],
      tables: [...tablesOf(report, standing)],
    }));
  }

  @Get(':name.:format')
  @ApiOperation({
    summary: 'One paper in one format',
    description:
      'A CSV is a zip of the table and a file that says where it comes from; about=0 gives the table alone. ' +
      'Refusals: export.not_held, export.unknown, export.voting_open (record only)',
  })
  @ApiOkResponse({ content: FILES })
  async file(
    @CurrentIdentity() who: Identity,
    @Param('id', { schema: sessionId }) id: string,
    @Param('name', { schema: z.string() }) name: string,
    @Param('format', { schema: z.string() }) format: string,
    @Query({ schema: fileQuery }) query: z.output<typeof fileQuery>,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const standing = await this.permitted(who, id);
    if (!isReportName(name)) throw refused('export.unknown');
    const report: Report = reports[name];
    if (!isFormatOf(report, format)) throw refused('export.unknown');
    const lang = inLanguage(query.lang, request);
    const { number } = standing.prepared.session;
    const whole: PaperFile = { of: name, part: '' };
    /** Nothing is refused any more: it is told to the security log. */
    const begin = (paper: PaperFile, as: ReportFormat | 'zip') => {
      this.security.record({ event: 'export.read', sessionId: id, details: { name, format } });
      dress(response, lang, number, paper, as);
    };
    if (report.kind === 'entries') {
      const why = report.heldBack(standing.state);
      if (why) throw new RefusedError(why);
      begin(whole, format);
      return send(Readable.from(this.reports.record(report, standing)), response);
    }
    if (format === 'json') {
      const { zone, exportedAt, software, head, proceedings } = this.reports.provenance(standing);
      const model = await this.reports.model(report, standing);
      const people = await this.reports.persons(standing);
      begin(whole, format);
      const envelope = {
        format: `kengesh-${name}/1`,
        exportedAt,
        software,
        zone,
        session: id,
        head,
        proceedings,
        people,
      };
      return send(Readable.from(jsonOf(envelope, name, model)), response);
    }
    const { worded, tables } = await this.reports.tables(report, standing, lang);
    if (format === 'xlsx') {
      const workbook = await xlsxOf(worded, tables);
      begin(whole, format);
      response.setHeader('Content-Length', workbook.length);
      return send(Readable.from([workbook]), response);
    }
    format satisfies 'csv';
    const table = query.table === undefined ? tables[0] : tables.find(one => one.name === query.table);
    if (!table) throw refused('export.unknown');
    const part = table === tables[0] ? whole : { of: name, part: `-${table.name}` };
    const aboutIt = { of: name, part: `${part.part}-about` };
    if (query.about === '0') {
      begin(part, format);
      return send(csvOf(worded, table, query.delimiter), response);
    }
    const files = [
      { name: fileName(lang, number, part, 'csv'), pieces: tablePieces(worded, table, query.delimiter) },
      { name: fileName(lang, number, aboutIt, 'csv'), pieces: [aboutCsv(worded, query.delimiter)] },
    ];
    begin(part, 'zip');
    return send(zipOf(files, this.reports.provenance(standing).exportedAt), response);
  }

  /** @throws 404 where there is no such session for this identity, 403 where it is not of the bureau */
  private async permitted(who: Identity, id: string): Promise<Standing> {
    if (who.kind === 'account') {
      await this.access.session(who, id, 'records');
      return this.reports.standing(id);
    }
    if (who.sessionId !== id) throw notFound();
    if (who.participant === null) throw refused('may.bureau_only');
    if (!(await this.reports.isBureau(id, who.participant))) throw refused('may.bureau_only');
    return this.reports.standing(id);
  }
}

/** A list is written one after another: each vote of a long session has its whole register. */
async function* jsonOf(envelope: object, name: string, model: unknown): AsyncGenerator<string> {
  if (!Array.isArray(model)) return yield JSON.stringify({ ...envelope, [name]: model }, null, 1);
  yield `${JSON.stringify(envelope, null, 1).slice(0, -2)},\n ${JSON.stringify(name)}: [`;
  let between = '\n';
  for (const one of model) {
    yield between + JSON.stringify(one, null, 1);
    between = ',\n';
    await turn();
  }
  yield '\n ]\n}';
}

const isFormatOf = (report: Report, format: string): format is ReportFormat =>
  (report.formats as readonly string[]).includes(format);
const inLanguage = (asked: string | undefined, request: Request) =>
  asked === undefined ? languageOf(request.headers['accept-language']) : interfaceLanguage(asked);

interface PaperFile {
  readonly of: ReportName;
  /** Which table of it, and whether it is what is told about it. */
  readonly part: string;
}

/** In the reader's language, as far as the paper has a name in it. */
function fileName(lang: string, number: number, { of, part }: PaperFile, format: string): string {
  return `${phrase(lang, 'exports.file.session')}-${number}-${phrase(lang, `exports.file.${of}`)}${part}.${format}`;
}

/** File names are ours, worded in the reader's language, with plain letters for what cannot read them (RFC 5987, 6266). */
function dress(response: Response, lang: string, number: number, paper: PaperFile, format: ReportFormat | 'zip'): void {
  const native = fileName(lang, number, paper, format);
  response.setHeader('Content-Type', TYPES[format]);
  response.setHeader('Content-Language', lang);
  response.setHeader('Cache-Control', 'private, no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader(
    'Content-Disposition',
    `attachment; filename="session-${number}-${paper.of}${paper.part}.${format}"; filename*=UTF-8''${encodeURIComponent(native)}`,
  );
}

/** A reader who leaves is no fault of ours; what breaks on our side must not look like a whole file. */
async function send(source: Readable, response: ServerResponse): Promise<void> {
  try {
    await pipeline(source, response);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
