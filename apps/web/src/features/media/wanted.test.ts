/** @jest-environment node */
import { describe, expect, test } from '@jest/globals';
import { mainOf, type Offer, type Situation, wanted as taken } from './wanted.js';

const home: Situation = {
  holder: 'speaker',
  chair: 'chair',
  isHall: from => from.startsWith('hall'),
  ears: 'own',
  granted: () => true,
  channel: null,
  pinned: new Set(),
  step: 'all',
};
const sound = (from: string, channel: string | null = null): Offer => ({ from, source: 'microphone', channel });
const picture = (from: string): Offer => ({ from, source: 'camera', channel: null });

const wanted = (offer: Offer, now: Situation) => taken(offer, now, 'speaker');

describe('Whom all look at', () => {
  const all = [picture('hall-1'), picture('chair'), picture('speaker'), picture('another')];
  test('is who has the floor, and without a picture of theirs the hall they mostly sit in', () => {
    expect(mainOf(all, home)).toBe('speaker');
    expect(mainOf([...all.slice(0, 2), sound('speaker')], home)).toBe('hall-1');
    expect(mainOf([picture('chair')], home)).toBe('chair');
    expect(mainOf([picture('another')], home)).toBeNull();
  });
  test('is the chair while nobody has it, and then the hall; the hall never looks at itself', () => {
    expect(mainOf(all, { ...home, holder: null })).toBe('chair');
    expect(mainOf([picture('hall-1')], { ...home, holder: null })).toBe('hall-1');
    expect(mainOf([picture('hall-1'), sound('speaker')], { ...home, ears: 'loudspeakers' })).toBeNull();
  });
});

describe('What a page takes in', () => {
  test('the speaker large, the chair and the hall small, others on demand', () => {
    expect(wanted(picture('speaker'), home)).toBe('large');
    expect(wanted(picture('chair'), home)).toBe('small');
    expect(wanted(picture('hall-1'), home)).toBe('small');
    expect(taken(picture('hall-1'), home, 'hall-1')).toBe('large');
    expect(taken(picture('speaker'), home, 'hall-1')).toBe('small');
    expect(wanted(picture('another'), home)).toBe('no');
    expect(wanted(picture('another'), { ...home, pinned: new Set(['another']) })).toBe('small');
    expect(wanted({ from: 'another', source: 'screen', channel: null }, home)).toBe('large');
  });

  test('every microphone of the floor, of the interpreters only the chosen channel', () => {
    for (const from of ['speaker', 'chair', 'hall-1']) expect(wanted(sound(from), home)).toBe('large');
    expect(wanted(sound('booth', 'ky'), home)).toBe('no');
    expect(wanted(sound('booth', 'ky'), { ...home, channel: 'ky' })).toBe('large');
    expect(wanted(sound('booth', 'en'), { ...home, channel: 'ky' })).toBe('no');
    expect(wanted(sound('speaker'), { ...home, channel: 'ky' })).toBe('large');
  });

  test('PROC-18: who sits in the hall plays no floor sound, an interpreter’s channel at most', () => {
    const inHall = { ...home, ears: 'hall', channel: 'ky' } as const;
    for (const from of ['speaker', 'chair', 'hall-1']) expect(wanted(sound(from), inHall)).toBe('no');
    expect(wanted(sound('booth', 'ky'), inHall)).toBe('large');
    expect(wanted(picture('speaker'), inHall)).toBe('large');
  });

  test('the hall’s loudspeakers play whoever is far away, never the hall itself nor an interpreter', () => {
    const speakers = { ...home, ears: 'loudspeakers', channel: 'ky' } as const;
    expect(wanted(sound('speaker'), speakers)).toBe('large');
    expect(wanted(sound('hall-1'), speakers)).toBe('no');
    expect(wanted(sound('hall-2'), speakers)).toBe('no');
    expect(wanted(sound('booth', 'ky'), speakers)).toBe('no');
    expect(wanted(picture('speaker'), speakers)).toBe('large');
    expect(wanted(picture('hall-1'), speakers)).toBe('no');
    expect(wanted(picture('another'), speakers)).toBe('no');
  });

  test('SEC-08: what the session gave no leave for is not taken in; a face in the waiting room on demand only', () => {
    const none = { ...home, granted: () => false, pinned: new Set(['waits']) };
    for (const from of ['speaker', 'chair', 'hall-1', 'waits']) expect(wanted(sound(from), none)).toBe('no');
    expect(wanted(picture('speaker'), none)).toBe('no');
    expect(wanted(picture('waits'), none)).toBe('small');
  });

  test('on a weak line one small picture, then none; the sound stays', () => {
    const lean = { ...home, step: 'lean' } as const;
    expect(wanted(picture('speaker'), lean)).toBe('small');
    expect(wanted(picture('chair'), lean)).toBe('no');
    const alone = { ...home, step: 'sound' } as const;
    for (const from of ['speaker', 'chair', 'hall-1']) {
      expect(wanted(picture(from), alone)).toBe('no');
      expect(wanted(sound(from), alone)).toBe('large');
    }
    expect(wanted(picture('chair'), { ...home, step: 'noOwn' })).toBe('small');
  });
});
