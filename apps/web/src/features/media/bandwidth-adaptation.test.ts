/** @jest-environment node */
import { describe, expect, test } from '@jest/globals';
import {
  type AdaptationState,
  adapt,
  DOWN_AFTER,
  INITIAL_ADAPTATION,
  LONGEST_PATIENCE,
  type Sample,
  STEPS,
  UP_AFTER,
  weaker,
} from './bandwidth-adaptation.js';

const fine = { loss: 0, quality: 'good', served: true } as const;
/** A look every two seconds, for so long. */
function run(line: AdaptationState, from: number, seconds: number, sample: Omit<Sample, 'at'>) {
  const seen: string[] = [line.step];
  let now = line;
  for (let at = from; at <= from + seconds * 1000; at += 2000) {
    now = adapt(now, { at, ...sample });
    if (now.step !== seen.at(-1)) seen.push(now.step);
  }
  return { line: now, seen };
}

describe('A weak line', () => {
  test('gives up one’s own picture first, then those of others, then all of them, and stops at sound', () => {
    const { seen, line } = run(INITIAL_ADAPTATION, 0, 60, { ...fine, loss: 0.1 });
    expect(seen).toEqual(['all', 'noOwn', 'lean', 'sound']);
    expect(line.step).toBe('sound');
  });

  test('is given four seconds before anything goes; a moment’s loss takes nothing', () => {
    expect(run(INITIAL_ADAPTATION, 0, (DOWN_AFTER - 2000) / 1000, { ...fine, loss: 0.1 }).line.step).toBe('all');
    expect(run(INITIAL_ADAPTATION, 0, DOWN_AFTER / 1000, { ...fine, loss: 0.1 }).line.step).toBe('noOwn');
    let line = adapt(INITIAL_ADAPTATION, { at: 0, ...fine, loss: 0.2 });
    line = adapt(line, { at: 2000, ...fine });
    line = adapt(line, { at: 6000, ...fine, loss: 0.2 });
    expect(line.step).toBe('all');
  });

  test('that all but stands still gives up one thing at every look', () => {
    const { seen, line } = run(INITIAL_ADAPTATION, 0, 4, { ...fine, loss: null, quality: 'lost' });
    expect(seen).toEqual(['all', 'noOwn', 'lean', 'sound']);
    expect(line.step).toBe('sound');
  });

  test('that the video server calls poor gives up one’s own picture, and no other while the sound arrives', () => {
    expect(run(INITIAL_ADAPTATION, 0, 60, { ...fine, quality: 'poor' }).seen).toEqual(['all', 'noOwn']);
    expect(run(INITIAL_ADAPTATION, 0, 60, { ...fine, quality: 'lost' }).seen).toEqual(['all', 'noOwn']);
    expect(run(INITIAL_ADAPTATION, 0, 60, { ...fine, loss: null, quality: 'poor' }).line.step).toBe('sound');
    expect(run(INITIAL_ADAPTATION, 0, 4, { ...fine, loss: null, quality: 'unknown' }).line.step).toBe('all');
  });

  test('that carries the sound again is tried before the video server has noticed; one’s own picture waits for its word', () => {
    const weak = { ...INITIAL_ADAPTATION, step: 'sound' } as const;
    expect(run(weak, 0, UP_AFTER / 1000, { ...fine, quality: 'poor' }).line.step).toBe('lean');
    expect(run(weak, 0, 60, { ...fine, quality: 'poor' }).seen).toEqual(['sound', 'lean', 'noOwn']);
  });

  test('without the council’s own line everything but the sound goes at once: the ballot comes first', () => {
    expect(adapt(INITIAL_ADAPTATION, { at: 0, ...fine, served: false }).step).toBe('sound');
  });

  test('gets back one thing at a time, each after some seconds without loss', () => {
    const weak = { ...INITIAL_ADAPTATION, step: 'sound' } as const;
    expect(run(weak, 0, (UP_AFTER - 2000) / 1000, fine).line.step).toBe('sound');
    expect(run(weak, 0, 60, fine).seen).toEqual(['sound', 'lean', 'noOwn', 'all']);
    // Neither bad nor good is no time to try more.
    expect(run(weak, 0, 60, { ...fine, loss: 0.05 }).line.step).toBe('sound');
  });

  test('is tried more and more seldom where each try was too much, and anew once one held', () => {
    let line: AdaptationState = { ...INITIAL_ADAPTATION, step: 'noOwn' };
    let at = 0;
    const until = (reached: () => boolean, sample: Omit<Sample, 'at'>) => {
      while (!reached()) {
        at += 2000;
        line = adapt(line, { at, ...sample });
      }
    };
    const waits: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const from = at;
      until(() => line.step === 'all', fine);
      waits.push(Math.round((at - from) / 1000));
      until(() => line.step !== 'all', { ...fine, loss: 0.1 });
    }
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(waits[3]).toBeGreaterThan(waits[0]! * 3);
    expect(line.patience).toBeLessThanOrEqual(LONGEST_PATIENCE);
    until(() => line.step === 'all', fine);
    expect(run(line, at + 2000, 40, fine).line.patience).toBe(UP_AFTER);
  });

  test('the weaker of what the line carries and what the reader chose holds', () => {
    for (const one of STEPS) expect(weaker(one, 'all')).toBe(one);
    expect(weaker('noOwn', 'sound')).toBe('sound');
  });
});
