import { describe, expect, test } from '@jest/globals';
import { refused } from './refused-error.js';
import { statusOf } from './status-of.js';

describe('The HTTP status of a refusal', () => {
  test.each([
    ['act.malformed', 400],
    ['auth.revoked', 401],
    ['may.presiding_only', 403],
    ['auth.origin', 403],
    ['link.used', 410],
    ['session.no_quorum', 409],
    ['limit.rate', 429],
    ['engine.busy', 503],
    ['a.code.nobody.listed', 409],
    ['toString', 409],
  ])('%s → %i', (code, status) => {
    expect(statusOf(code)).toBe(status);
  });

  test('is that of its code, unless the same code means something else where it is said', () => {
    expect(refused('link.expired').status).toBe(410);
    expect(refused('session.inconsistent').status).toBe(409);
    expect(refused('session.inconsistent', {}, 422).status).toBe(422);
  });
});
