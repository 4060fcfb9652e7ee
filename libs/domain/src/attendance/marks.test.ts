import { describe, expect, test } from '@jest/globals';
import { marksToUndo, quorumNow } from '../index.js';
import { presenceOf } from '../state.js';
import { createScene, meeting } from '../testing.suite.js';

const all = { type: 'attendance.checkInAll' };
const undo = (at: string) => ({ type: 'attendance.undoMarks', at });

describe('Marking the whole hall', () => {
  test('PROC-39: is taken back for a minute, by corrections that name the marks; the record keeps both', async () => {
    const scene = await createScene().prepare({ hall: 3 });
    await scene.arrive('p2');
    await scene.wait(5);
    const at = scene.now();
    await scene.done('sec', all);
    expect(marksToUndo(await scene.state(), scene.now())).toBe(at);
    await scene.wait(60);
    await scene.refuses('p1', undo(at), 'may.secretary_only');
    await scene.records('sec', undo(at), [
      ['attendance.corrected', { participant: 'p1', intervals: [], reason: 'clerk_error', undoes: at }],
      ['attendance.corrected', { participant: 'p3', intervals: [], undoes: at }],
      ['attendance.corrected', { participant: 'sec', intervals: [], undoes: at }],
    ]);
    const state = await scene.state();
    // Who was here before the press is left alone.
    expect(presenceOf(state, 'p2')).toMatchObject({ here: true });
    expect(presenceOf(state, 'p3')).toMatchObject({ here: false, corrections: [{ by: 'sec', reason: 'clerk_error' }] });
    expect(quorumNow(state)).toMatchObject({ present: 1 });
    expect(marksToUndo(state, scene.now())).toBeNull();
    await scene.refuses('sec', undo(at), 'attendance.no_marks');
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('PROC-39: after a minute, and once the marks were counted on, they stay', async () => {
    const late = await createScene().prepare({ hall: 3 });
    const at = late.now();
    await late.done('sec', all);
    await late.wait(61);
    expect(marksToUndo(await late.state(), late.now())).toBeNull();
    await late.refuses('sec', undo(at), 'attendance.marks_too_old');

    const opened = await createScene().prepare({ hall: 3 });
    await opened.done('sec', all);
    const marked = opened.now();
    await opened.done('p1', { type: 'session.open' });
    await opened.refuses('sec', undo(marked), 'attendance.marks_used');
  });

  test('PROC-39: one who asked for the floor since is not unmarked, nor is anybody with them', async () => {
    const scene = await meeting({ hall: 3 });
    await scene.done('sec', { type: 'attendance.checkOut', participant: 'p2' });
    await scene.done('sec', { type: 'attendance.checkOut', participant: 'p3' });
    await scene.wait(10);
    const at = scene.now();
    await scene.done('sec', all);
    await scene.wait(1);
    await scene.done('p3', { type: 'floor.ask' });
    await scene.refuses('sec', undo(at), 'attendance.marks_used');
    await scene.done('sec', { type: 'floor.withdraw', participant: 'p3' });
    await scene.done('sec', undo(at));
    expect(presenceOf(await scene.state(), 'p3')).toMatchObject({ here: false });
  });
});
