import { describe, expect, test } from '@jest/globals';
import { phrase, refusalSentence } from './index.js';

describe('A sentence by its key', () => {
  test('L10N-01: Russian counts in four forms', () => {
    const wait = (seconds: number) => phrase('ru', 'refusals.limit.rate', { seconds });
    expect([1, 2, 5, 11, 21].map(wait)).toEqual([
      'Слишком часто. Повторите через 1 секунду.',
      'Слишком часто. Повторите через 2 секунды.',
      'Слишком часто. Повторите через 5 секунд.',
      'Слишком часто. Повторите через 11 секунд.',
      'Слишком часто. Повторите через 21 секунду.',
    ]);
    expect([1, 2, 5, 11, 21].map(seconds => phrase('en', 'refusals.limit.rate', { seconds }))).toEqual([
      'Too often. Try again in 1 second.',
      'Too often. Try again in 2 seconds.',
      'Too often. Try again in 5 seconds.',
      'Too often. Try again in 11 seconds.',
      'Too often. Try again in 21 seconds.',
    ]);
  });

  test('a language we do not speak is answered in Russian, a region in its language', () => {
    expect(phrase('ky', 'common.yes')).toBe('Да');
    expect(phrase('', 'common.yes')).toBe('Да');
    expect(phrase('en-GB', 'common.yes')).toBe('Yes');
  });

  test('what is missing or odd among the parameters breaks no page', () => {
    expect(phrase('ru', 'refusals.fault')).toContain('номер …');
    expect(phrase('ru', 'refusals.limit.rate', { seconds: 'soon' })).toContain('через 0 секунд');
    expect(phrase('ru', 'refusals.session.unknown_zone', { zone: '{x} <b>' })).toBe(
      'Часовой пояс «{x} <b>» неизвестен.',
    );
    expect(refusalSentence('ru', 'voting.not_entitled', {})).toBe('Место в этом голосовании не участвует.');
  });

  test('a refusal without a sentence is still answered, and names its code', () => {
    expect(refusalSentence('en', 'no.such_code', {})).toBe('This is not possible now (code no.such_code).');
    expect(refusalSentence('en', 'constructor', {})).toContain('(code constructor)');
  });
});
