import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runSimulator } from './simulate.js';

const files: Record<string, string> = {
  'good.json': JSON.stringify({ roll: [{ id: 's', count: 15 }], ballots: { all: { yes: 8, no: 7 } } }),
  'bad.json': JSON.stringify({ roll: [{ id: 's', weight: '1.2345678' }], ballots: {} }),
  'torn.json': '{ "roll": [',
};
const read = (file: string): string => {
  const text = files[file];
  if (text === undefined) throw new Error('no such file');
  return text;
};

describe('npm run simulate', () => {
  test('REC-02: says outcome and reason, in Russian unless asked otherwise', () => {
    expect(runSimulator(['good.json'], read)).toMatchObject({
      code: 0,
      text: expect.stringContaining('Принято: за 8 из 15 голосовавших «за» или «против», требуется 8'),
    });
    expect(runSimulator(['good.json', '--lang', 'en'], read).text).toContain('Adopted: 8 for out of 15');
  });

  test('gives it as data where that is asked for', () => {
    const { code, text } = runSimulator(['--json', 'good.json'], read);
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      ok: true,
      explanation: { outcome: 'adopted', parts: [{ need: 8, got: 8 }] },
    });
    expect(JSON.parse(runSimulator(['--json', 'bad.json'], read).text)).toMatchObject({ ok: false });
  });

  test.each([
    ['v50-in-time', 'An objection was received: not adopted.'],
    ['v50-late', 'Adopted: no objection was received before the deadline.'],
    ['v52', 'Elected: A, B. The votes are equal; another ballot is held between: C, D.'],
    ['v56', 'Elected: A, D.'],
  ])('the printed case %s, from its file', (name, said) => {
    const file = join(__dirname, '../../../../libs/domain/src/simulator/cases', `${name}.json`);
    const { code, text } = runSimulator([file, '--lang', 'en']);
    expect(code).toBe(0);
    expect(text.split('\n')).toContain(said);
  });

  test.each([
    [['bad.json'], 'roll.0.weight: '],
    [['torn.json', '--lang', 'en'], 'is not JSON'],
    [['none.json', '--lang', 'en'], 'cannot be read'],
    [['good.json', 'bad.json'], 'npm run -s simulate'],
    [['--colour'], 'npm run -s simulate'],
    [[], 'npm run -s simulate'],
  ])('a fault is told, and the exit code is 1: %s', (args, said) => {
    const { code, text } = runSimulator(args, read);
    expect(code).toBe(1);
    expect(text).toContain(said);
  });
});
