import { beforeEach, describe, expect, test } from '@jest/globals';
import { fold, frame } from './fold.js';
import { createFollower, type Follower } from './follow.js';
import { type Guestbook, guestbook } from './guestbook.suite.js';
import { GENESIS } from './hash.js';
import { pages } from './store.suite.js';
import type { Frame, Viewer } from './types.js';

const hall: Viewer = { participant: null, bureau: false };
const boss: Viewer = { participant: 'boss', bureau: true };
const entries = pages(
  { seq: 0, hash: GENESIS },
  { type: 'page.signed', data: { name: 'one' } },
  { type: 'visit.counted' },
  { type: 'page.signed', data: { name: 'three' } },
  { type: 'page.signed', data: { name: 'four' } },
  { type: 'visit.counted' },
);
const stateAt = (seq: number) => fold(guestbook, entries.slice(0, seq));
const cut = (from: number, to: number, viewer = hall): Frame =>
  frame(guestbook, { seq: from, state: stateAt(from) }, entries.slice(from, to), viewer);
const snapshot = (seq: number) => ({ seq, state: stateAt(seq) });

describe('follow', () => {
  let asked: number[];
  let told: number;
  let follower: Follower<Guestbook>;
  beforeEach(() => {
    asked = [];
    told = 0;
    follower = createFollower({ def: guestbook, viewer: hall, resync: after => asked.push(after) });
    follower.subscribe(() => told++);
  });

  test('J-40 contiguous frames are taken, and an empty one carries forward', () => {
    expect(follower.take(cut(0, 1))).toBe('taken');
    expect(follower.take(cut(1, 2))).toBe('taken');
    expect(cut(1, 2).entries).toEqual([]);
    expect(follower.take(cut(2, 5))).toBe('taken');
    expect(follower.held).toEqual({ seq: 5, state: guestbook.view(stateAt(5), hall) });
    expect(told).toBe(3);
    expect(asked).toEqual([]);
  });

  test('J-41 what is known changes nothing, not even the identity of what is held', () => {
    follower.take(cut(0, 4));
    const { held } = follower;
    for (const known of [cut(0, 4), cut(1, 3), cut(0, 1), cut(4, 4)]) expect(follower.take(known)).toBe('known');
    expect(follower.held).toBe(held);
    expect(told).toBe(1);
  });

  test('J-42 of an overlapping frame only the newer entries count', () => {
    follower.take(cut(0, 3));
    expect(follower.take(cut(1, 5))).toBe('taken');
    expect(follower.held).toEqual({ seq: 5, state: guestbook.view(stateAt(5), hall) });
  });

  test('J-43 a gap is asked for once, and again only after something was taken or on a new line', () => {
    follower.take(cut(0, 1));
    expect(follower.take(cut(2, 3))).toBe('gap');
    expect(follower.take(cut(3, 4))).toBe('gap');
    expect(follower.behind).toBe(true);
    expect(asked).toEqual([1]);
    follower.reconnected();
    follower.take(cut(4, 5));
    expect(asked).toEqual([1, 1]);
    expect(follower.held.seq).toBe(1);
    follower.take(cut(1, 5));
    expect(follower.behind).toBe(false);
    expect(follower.held).toEqual({ seq: 5, state: guestbook.view(stateAt(5), hall) });
    expect(asked).toEqual([1, 1]);
  });

  test('J-43 a late frame that closes half a gap leaves the follower behind', () => {
    follower.take(cut(3, 5));
    follower.take(cut(0, 2));
    expect(follower.behind).toBe(true);
    follower.take(cut(2, 3));
    expect(follower.behind).toBe(true);
    follower.take(cut(3, 5));
    expect(follower.behind).toBe(false);
  });

  test('J-46 a newer snapshot is taken, an older one is late', () => {
    expect(follower.take(snapshot(3))).toBe('taken');
    expect(follower.take(snapshot(2))).toBe('known');
    expect(follower.held.seq).toBe(3);
    expect(follower.take(snapshot(5))).toBe('taken');
    expect(follower.held.seq).toBe(5);
  });

  test('J-45 every state held has passed the view, even where the line brought too much', () => {
    expect(stateAt(5).visits).not.toEqual({});
    follower.take(snapshot(2));
    expect(follower.held.state.visits).toEqual({});
    follower.take({ from: 2, to: 5, entries: entries.slice(2) });
    expect(follower.held.state.visits).toEqual({});
    expect(follower.held.state.pages).toHaveLength(3);
  });

  test('J-47 another viewer begins anew', () => {
    follower.take(cut(0, 5));
    follower.reset(boss);
    expect(follower.held).toEqual({ seq: 0, state: guestbook.initial });
    expect(follower.behind).toBe(true);
    expect(asked).toEqual([0]);
    follower.take(snapshot(5));
    expect(follower.held.state.visits).toEqual({ p1: 2 });
    expect(follower.behind).toBe(false);
  });

  test('J-40 who no longer listens is told nothing', () => {
    let heard = 0;
    const stop = follower.subscribe(() => heard++);
    follower.take(cut(0, 1));
    stop();
    follower.take(cut(1, 2));
    expect(heard).toBe(1);
    expect(told).toBe(2);
  });
});
