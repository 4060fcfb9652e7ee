import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { duplicateIn, readRecord } from './index.js';

describe('REC-24: a record is read in one way only', () => {
  test.each<[text: string, path: string, name: string]>([
    ['{"a":1,"a":1}', '', 'a'],
    ['{"format":"x","entries":[{"data":{"seat":"s1","seat":"s2"}}]}', 'entries.0.data', 'seat'],
    ['{"entries":[{},{"data":{"x":[1,{"b":{},"c":[],"b":2}]}}]}', 'entries.1.data.x.1', 'b'],
    // The same name, written otherwise.
    ['{"seat":1,"\\u0073eat":2}', '', 'seat'],
    ['{"\\"":1,"\\u0022":2}', '', '"'],
    ['{"":1,"":2}', '', ''],
    ['{"__proto__":1,"__proto__":2}', '', '__proto__'],
    ['\ufeff { "a" : "}{,\\"a\\":" ,\n "b" : [ ] , "a" : null } ', '', 'a'],
  ])('%s', (text, path, name) => {
    expect(readRecord(text)).toEqual({ duplicate: { path, name } });
  });

  test.each([
    '{"a":{"a":{"a":1}},"b":[{"a":1},{"a":2}]}',
    '{"a":"a","b":"\\"a\\":1,","c":[",",":","{","}"]}',
    '[{"a":1},{"a":1}]',
    '{"a\\\\":1,"a":2}',
    '"text"',
    '17',
  ])('no name twice in %s', text => {
    expect(readRecord(text)).toEqual({ record: JSON.parse(text) });
  });

  test('whatever was written by JSON.stringify has none; and any member written once more is found', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), (object, value) => {
        const text = JSON.stringify(object);
        expect(duplicateIn(text)).toBeNull();
        for (const name of Object.keys(object)) {
          const twice = `${text.slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`;
          expect(duplicateIn(twice)).toEqual({ path: '', name });
        }
      }),
    );
  });

  test('what is no JSON is told as such', () => {
    expect(readRecord('{"a":1,}')).toMatchObject({ notJson: expect.any(String) });
  });
});
