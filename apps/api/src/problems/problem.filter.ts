/**
 * The one place where an error becomes an answer over HTTP: problem+json (RFC 9457). What was expected keeps its code and
 * parameters; what was not is logged under the request's id and told as our fault, without a word of how it came.
 */
import { OutcomeUnknown } from '@kengesh/journal';
import { refusalSentence } from '@kengesh/phrases';
import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { Logger } from 'pino';
import { RefusedError } from './refused-error.js';
import { languageOf, statusTitle } from './wording.js';

type ProblemParams = { readonly [name: string]: unknown };

interface ProblemAnswer {
  readonly status: number;
  readonly code: string;
  readonly params: ProblemParams;
}

const codes: Record<number, string> = {
  400: 'http.bad',
  401: 'auth.none',
  403: 'auth.forbidden',
  404: 'http.not_found',
  405: 'http.method',
  503: 'server.not_ready',
};

/** Where a failed query keeps the values it was given: names, addresses, hashes. They do not go into a log. */
export const QUERY_VALUES = ['err.parameters', 'err.detail', 'err.driverError'];

/** Once in this time is enough: whoever floods us with requests must not flood the log. Milliseconds. */
const ORIGIN_QUIET = 60_000;

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly log: Logger;
  private originQuietUntil = 0;

  /**
   * @param tooMuch told of each request that was refused because it came too soon
   * @param refusedOrigin told of each page of another address that was refused
   */
  constructor(
    log: Logger,
    private readonly tooMuch: (code: string) => void,
    private readonly refusedOrigin: (origin: string, host: string) => void,
  ) {
    this.log = log.child({}, { redact: { paths: QUERY_VALUES, remove: true } });
  }

  catch(error: unknown, host: ArgumentsHost) {
    // A gateway answers through its acknowledgement, not through here.
    if (host.getType() !== 'http') throw error;
    const request = host.switchToHttp().getRequest<Request>();
    const response = host.switchToHttp().getResponse<Response>();
    const id = String(response.locals.requestId ?? '');
    const { status, code, params } = this.answer(error, id, request);
    if (response.headersSent) {
      // Half an answer must not look whole.
      response.destroy();
      return;
    }
    if (status === 429) {
      this.tooMuch(code);
      if (typeof params.seconds === 'number') response.setHeader('Retry-After', Math.max(1, Math.ceil(params.seconds)));
    }
    if (code === 'auth.origin') {
      this.refusedOrigin(String(params.origin), String(params.host));
      this.tellOfOrigin(params);
    }
    const language = languageOf(request.headers['accept-language']);
    const command = commandOf(request.body);
    response
      .status(status)
      .setHeader('Content-Type', 'application/problem+json; charset=utf-8')
      .setHeader('Content-Language', language)
      .setHeader('Cache-Control', 'no-store')
      .send(
        JSON.stringify({
          type: `urn:kengesh:problem:${code}`,
          title: statusTitle(status, language),
          status,
          code,
          params,
          detail: refusalSentence(language, code, params),
          instance: `urn:uuid:${id}`,
          ...(command === undefined ? {} : { command }),
        }),
      );
  }

  /** Where every page is refused the operator looks here first: a proxy that rewrites Host, and no PUBLIC_URL. */
  private tellOfOrigin(params: ProblemParams): void {
    if (Date.now() < this.originQuietUntil) return;
    this.originQuietUntil = Date.now() + ORIGIN_QUIET;
    this.log.warn(
      { pageOrigin: params.origin, hostHeader: params.host },
      'a page of another address was refused; if people use that address, set PUBLIC_URL to it',
    );
  }

  private answer(error: unknown, id: string, request: Request): ProblemAnswer {
    if (error instanceof RefusedError) {
      const { refused, params } = error.refusal;
      return { status: error.status, code: refused, params };
    }
    if (error instanceof HttpException && (error.getStatus() < 500 || error.getStatus() === 503)) {
      const status = error.getStatus();
      return { status, code: codes[status] ?? 'http.bad', params: {} };
    }
    const command = commandOf(request.body);
    // Whether it was recorded is not known here either; the same command sent again tells (J-29).
    if (error instanceof OutcomeUnknown) {
      this.log.error(
        { err: error, requestId: id, command, path: request.path },
        'it is not known whether it was recorded',
      );
      return { status: 503, code: 'fault', params: { id, again: true } };
    }
    this.log.error({ err: error, requestId: id, command, method: request.method, path: request.path }, 'our fault');
    return { status: 500, code: 'fault', params: { id } };
  }
}

/** The id of the command an asker sent, so that it can tell which of its acts was answered. */
function commandOf(body: unknown): string | undefined {
  const command = typeof body === 'object' && body !== null && 'command' in body ? body.command : undefined;
  return typeof command === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(command) ? command : undefined;
}
