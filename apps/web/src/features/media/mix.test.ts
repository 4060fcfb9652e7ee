/** @jest-environment node */
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { createMix, floorVolume, PAUSE, RAMP } from './mix.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const voice = () => {
  const said: number[] = [];
  return { said, setVolume: (volume: number) => void said.push(volume) };
};

describe('The floor and an interpreter in one ear', () => {
  test('without a channel the floor is heard in full', () => {
    const floor = voice();
    createMix().set(null, [{ channel: null, silent: false, track: floor }]);
    expect(floor.said.at(-1)).toBe(1);
  });

  test('under an interpreter it is as quiet as was chosen, the interpreter in full', () => {
    const [floor, ky] = [voice(), voice()];
    const mix = createMix();
    const both = [
      { channel: null, silent: false, track: floor },
      { channel: 'ky', silent: false, track: ky },
    ];
    mix.floor(0.2);
    mix.set('ky', both);
    expect([floor.said.at(-1), ky.said.at(-1)]).toEqual([0.2, 1]);
    mix.floor(0);
    expect(floor.said.at(-1)).toBe(0);
    mix.set(null, both);
    expect(floor.said.at(-1)).toBe(1);
  });

  test('in a break of the interpreter it comes up slowly after two seconds, and goes down at the first word', () => {
    expect(floorVolume(0.2, 0)).toBe(0.2);
    expect(floorVolume(0.2, PAUSE)).toBe(0.2);
    expect(floorVolume(0.2, PAUSE + RAMP / 2)).toBeCloseTo(0.6);
    expect(floorVolume(0.2, PAUSE + RAMP * 3)).toBe(1);
    const [floor, ky] = [voice(), voice()];
    const mix = createMix();
    const sounds = (silent: boolean) => [
      { channel: null, silent: false, track: floor },
      { channel: 'ky', silent, track: ky },
    ];
    mix.floor(0.2);
    mix.set('ky', sounds(false));
    mix.set('ky', sounds(true));
    jest.advanceTimersByTime(PAUSE);
    expect(floor.said.at(-1)).toBe(0.2);
    jest.advanceTimersByTime(RAMP / 2);
    expect(floor.said.at(-1)).toBeGreaterThan(0.4);
    expect(floor.said.at(-1)).toBeLessThan(0.8);
    jest.advanceTimersByTime(RAMP);
    expect(floor.said.at(-1)).toBe(1);
    const steps = floor.said.slice(1).map((now, index) => now - floor.said[index]!);
    expect(Math.max(...steps.slice(1))).toBeLessThan(0.15);
    mix.set('ky', sounds(false));
    expect(floor.said.at(-1)).toBe(0.2);
    jest.advanceTimersByTime(60_000);
    expect(floor.said.at(-1)).toBe(0.2);
    expect(jest.getTimerCount()).toBe(0);
  });

  test('on a channel without an interpreter the floor is heard at once', () => {
    const floor = voice();
    createMix().set('hy', [{ channel: null, silent: false, track: floor }]);
    expect(floor.said.at(-1)).toBe(1);
  });
});
