import { describe, expect, test } from '@jest/globals';
import { asciiAddress, isAddress } from './address.js';
import { councilInput, seatInput } from './councils.js';
import { signIn } from './sign-in.js';

describe('CAL-23 an address as it is typed', () => {
  test.each([
    'office@council.example',
    'a@минтруд.рф',
    'Office+roll@МИНТРУД.РФ',
    'a@xn--d1ahlfpli.xn--p1ai',
    'a@հայաստան.հայ',
    "o'brien@mail.ilo.org",
    'x_y-z.1@a-b.co',
    `${'a'.repeat(64)}@example.org`,
  ])('%s is one mailbox', address => expect(isAddress(address)).toBe(true));

  test.each([
    'a..b@x.org',
    'x<y>,z@w.org',
    '.a@x.org',
    'a.@x.org',
    'a@x',
    'a@x..org',
    'a@-x.org',
    'a@x-.org',
    'a@127.0.0.1',
    'a@[127.0.0.1]',
    'a b@x.org',
    '"a b"@x.org',
    'Office <a@x.org>',
    'a@x.org, b@x.org',
    'a@x.org(comment)',
    'a@b@x.org',
    'иван@минтруд.рф',
    'a@x.org\r\nBcc: b@x.org',
    'a@x_y.org',
    'a@x.org/path',
    'a@x.org:80',
    'a@xn--a.рф',
    `${'a'.repeat(65)}@example.org`,
    `a@${'b'.repeat(64)}.org`,
    '@x.org',
    'a@',
    '',
  ])('%j is none', address => expect(isAddress(address)).toBe(false));

  test('is kept as it reads, and goes out as mail servers take it', () => {
    const { email } = signIn.parse({ email: ' Office@МИНТРУД.РФ ', password: 'x' });
    expect(email).toBe('Office@минтруд.рф');
    expect(asciiAddress(email)).toBe('Office@xn--d1ahlfpli.xn--p1ai');
    expect(asciiAddress(`a@${'й'.normalize('NFD')}.рф`)).toBe(asciiAddress('a@й.рф'));
    expect(asciiAddress('a@x.org')).toBe('a@x.org');
  });

  test('every field of the desk that takes one refuses what is none', () => {
    for (const schema of [councilInput.shape.mailbox, seatInput.shape.email, signIn.shape.email]) {
      expect(schema.safeParse('a@минтруд.рф').success).toBe(true);
      expect(schema.safeParse('a..b@x.org').error?.issues[0]?.message).toBe('email');
    }
  });
});

test('L10N-32 a line of the desk is taken composed, and needs something to read', () => {
  const { delegation, holder } = seatInput.shape;
  expect(delegation.parse(` ${'Бейший'.normalize('NFD')}`)).toBe('Бейший');
  expect(delegation.safeParse('\u200b').success).toBe(false);
  expect(holder.safeParse('\u2060').success).toBe(false);
});
