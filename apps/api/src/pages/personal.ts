/** Answers of the API are of one person: no cache keeps them, unless a handler knows better. */
import type { RequestHandler } from 'express';

/** By what they differ. */
const VARIES = 'Cookie, Authorization, X-Kengesh-As, Accept-Language';

export const keptNowhere: RequestHandler = (request, response, next) => {
  if (request.path.startsWith('/api/')) {
    response.setHeader('Cache-Control', 'no-store');
    response.vary(VARIES);
  }
  next();
};
