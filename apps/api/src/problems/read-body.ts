/** Reads JSON bodies up to a limit, and says clearly what is wrong with one that cannot be read. */
import { randomUUID } from 'node:crypto';
import express, { type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { refused } from './refused-error.js';

/** Every request gets a number; it is in its answer, in its problem and in the log. */
export const numberRequests: RequestHandler = (_request, response, next) => {
  response.locals.requestId = randomUUID();
  response.setHeader('X-Request-Id', response.locals.requestId);
  next();
};

export function readBody(limit: number): RequestHandler {
  const json = express.json({ limit, strict: true });
  return (request: Request, response: Response, next: NextFunction) => {
    json(request, response, (error?: unknown) => {
      next(error === undefined ? undefined : asRefusal(error, limit));
    });
  };
}

function asRefusal(error: unknown, limit: number): unknown {
  const { type, status } = error as { type?: string; status?: number };
  switch (type) {
    case 'entity.too.large':
      return refused('http.too_large', { limit: `${Math.round(limit / 1024)} kB` });
    case 'entity.parse.failed':
      return refused('http.not_json');
    case 'encoding.unsupported':
    case 'charset.unsupported':
      return refused('http.encoding');
    default:
      // The asker hung up, or sent another length than it said.
      return status !== undefined && status < 500 ? refused('http.bad', {}, status) : error;
  }
}
