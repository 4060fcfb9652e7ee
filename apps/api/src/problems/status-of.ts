/** The HTTP status of each refusal: one list. What is not in it is a rule that says no. */
import type { RefusalCode } from '@kengesh/phrases';

const RULE_SAYS_NO = 409;
const NOT_FOR_YOU = 403;

const STATUS: { readonly [Code in RefusalCode]?: number } = {
  // Not understood.
  'act.malformed': 400,
  'act.unknown': 400,
  'http.bad': 400,
  'http.not_json': 400,
  'http.too_large': 413,
  'http.encoding': 415,
  'host.unknown': 421,
  // Not signed in.
  'auth.none': 401,
  'auth.invalid': 401,
  'auth.revoked': 401,
  'auth.expired': 401,
  'signin.wrong': 401,
  'auth.origin': NOT_FOR_YOU,
  'session.chair_elected_since': NOT_FOR_YOU,
  'link.account_since_opening': NOT_FOR_YOU,
  // Not there, or no longer.
  'http.not_found': 404,
  'export.unknown': 404,
  'link.unknown': 404,
  'rules.unknown_version': 404,
  'link.refused': 410,
  'link.revoked': 410,
  'link.expired': 410,
  'link.used': 410,
  // Understood, and not well formed.
  'session.ends_before_start': 422,
  'session.no_such_time': 422,
  'session.out_of_range': 422,
  'session.too_long': 422,
  'session.unknown_zone': 422,
  'password.short': 422,
  'password.common': 422,
  'password.own_address': 422,
  // Not now.
  'limit.rate': 429,
  'signin.too_many': 429,
  'engine.busy': 503,
  'rehearsal.no_owner': 503,
  'server.not_ready': 503,
};

export function statusOf(code: string): number {
  if (code.startsWith('may.')) return NOT_FOR_YOU;
  return Object.hasOwn(STATUS, code) ? STATUS[code as RefusalCode]! : RULE_SAYS_NO;
}
