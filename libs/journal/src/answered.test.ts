import { expect, test } from '@jest/globals';
import { isOutcomeUnknown, isUnheard } from './answered.js';

const refused = (code: string, params = {}) => ({ ok: false, refused: code, params });

test('J-29 only a fault that says so leaves it open whether the command was recorded', () => {
  expect(isOutcomeUnknown(refused('fault', { id: 'x', again: true }))).toBe(true);
  expect(isOutcomeUnknown(refused('fault', { id: 'x', again: false }))).toBe(false);
  expect(isOutcomeUnknown(refused('fault', { id: 'x' }))).toBe(false);
  expect(isOutcomeUnknown(refused('voting.already_cast'))).toBe(false);
  expect(isOutcomeUnknown({ ok: true })).toBe(false);
});

test('J-31 of a command that was sent before, only a refusal by the rules is an answer', () => {
  for (const code of ['engine.busy', 'limit.rate', 'limit.lines']) expect(isUnheard(refused(code))).toBe(true);
  for (const code of ['voting.closed', 'may.chair_only', 'fault', 'limits.speeches'])
    expect(isUnheard(refused(code))).toBe(false);
  expect(isUnheard({ ok: true })).toBe(false);
});
