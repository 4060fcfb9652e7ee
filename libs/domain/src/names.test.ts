import { describe, expect, test } from '@jest/globals';
import { delegationKey, isSameName, isSameWording, namedTwice } from './names.js';
import { isReadable } from './text.js';
import { wording } from './text-schemas.js';

describe('L10N-31 names are compared as a reader takes them', () => {
  test.each([
    ['case, Cyrillic', 'Министерство труда', 'МИНИСТЕРСТВО ТРУДА'],
    ['case, Kyrgyz', 'Кыргыз Республикасынын өкүлү', 'КЫРГЫЗ РЕСПУБЛИКАСЫНЫН ӨКҮЛҮ'],
    ['case, Armenian', 'Հայաստան', 'ՀԱՅԱՍՏԱՆ'],
    ['a ligature, Armenian', 'և', 'եւ'],
    ['case, German', 'Straße', 'STRASSE'],
    ['case, Greek', 'Όμιλος', 'ΌΜΙΛΟΣ'],
    ['composition, Cyrillic', 'Бейший союз', 'Бейший союз'.normalize('NFD')],
    ['composition, Latin', 'José', 'Jose\u0301'],
    ['width', 'ＩＬＯ', 'ilo'],
    ['a soft hyphen', 'Проф\u00adсоюз', 'Профсоюз'],
    ['no room at all', 'Проф\u200bсоюз\ufeff', 'Профсоюз'],
    ['spaces', '  Союз\u00a0 женщин ', 'Союз женщин'],
    ['the apostrophe, Uzbek', 'Oʻzbekiston', "O'ZBEKISTON"],
  ])('%s', (_, one, other) => {
    expect(isSameName(one, other)).toBe(true);
    expect(isSameName(other, one)).toBe(true);
  });

  test.each([
    ['Latin and Cyrillic letters of one shape', 'COBET', 'СОВЕТ'],
    ['и and й', 'Бейший', 'Бейшии'],
    ['two names', 'Союз женщин', 'Союз женщин и детей'],
    ['Kyrgyz ө and о', 'Көк', 'Кок'],
  ])('not %s', (_, one, other) => {
    expect(isSameName(one, other)).toBe(false);
  });

  test('of wordings one language is enough, in whichever each has it', () => {
    expect(isSameWording({ ru: 'Алишер', en: 'Alisher' }, { en: 'ALISHER' })).toBe(true);
    expect(isSameWording({ ru: 'ILO' }, { en: 'ILO' })).toBe(true);
    expect(isSameWording({ ru: 'Алишер' }, { en: 'Alisher' })).toBe(false);
  });

  test('a delegation is its state, by code, short or official name', () => {
    const kyrgyz = ['KG', 'kgz', 'Кыргызстан', 'КИРГИЗИЯ', 'Кыргызская Республика', 'Kyrgyz Republic'];
    expect(new Set(kyrgyz.map(delegationKey))).toEqual(new Set(['KG']));
    expect(delegationKey('Республика Армения')).toBe(delegationKey('Հայաստան'));
    expect(delegationKey('МОТ')).toBe(delegationKey('мот'));
    expect(delegationKey('МОТ')).not.toBe(delegationKey('KG'));
  });

  test('a roll tells which seats and delegations are named twice, and nothing of one that is in order', () => {
    const seat = (label: string, delegation: string) => ({ label: { ru: label }, delegation });
    const roll = [
      seat('Кыргызстан · министерство', 'KG'),
      seat('Армения · министерство', 'AM'),
      seat('КЫРГЫЗСТАН · МИНИСТЕРСТВО', 'Кыргызстан'),
      seat('Кыргызстан · НПО', 'KG'),
    ];
    expect(namedTwice(roll)).toEqual({ seats: [[roll[0], roll[2]]], delegations: [['KG', 'Кыргызстан']] });
    expect(namedTwice([roll[0]!, roll[1]!, roll[3]!])).toEqual({ seats: [], delegations: [] });
  });
});

describe('L10N-32 text that people type', () => {
  const label = wording(20);
  test('is taken composed and trimmed', () => {
    const typed = ` ${'Бейший'.normalize('NFD')} `;
    expect(typed).not.toContain('й');
    expect(label.parse({ ru: typed })).toEqual({ ru: 'Бейший' });
  });
  test('counts its length composed', () => {
    expect(label.safeParse({ ru: 'й'.repeat(20).normalize('NFD') }).success).toBe(true);
    expect(label.safeParse({ ru: 'й'.repeat(21) }).success).toBe(false);
  });
  test.each(['\u200b', '\u00ad\u2060', '\u3164', '\u2800\u2800', '\u0301', '\ufe0f', '\u{e0041}', ' \u00a0 '])(
    'is refused where nothing of it is seen: %j',
    text => {
      expect(isReadable(text)).toBe(false);
      expect(label.safeParse({ ru: text }).success).toBe(false);
    },
  );
  test.each(['а', '№', '—', '中', '7', 'և', '☎'])('%s is seen', text => {
    expect(label.safeParse({ ru: text }).success).toBe(true);
  });
});
