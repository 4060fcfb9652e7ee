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
    follower = createFollower({ def: guestbook, viewer: hall, resync: ({ seq }) => asked.push(seq) });
    follower.subscribe(() => told++);
  });

  test('J-40 contiguous frames are taken, and an empty one carries forward', () => {
    expect(follower.apply(cut(0, 1))).toBe('taken');
    expect(follower.apply(cut(1, 2))).toBe('taken');
    expect(cut(1, 2).entries).toEqual([]);
    expect(follower.apply(cut(2, 5))).toBe('taken');
    expect(follower.held).toEqual({ seq: 5, state: guestbook.view(stateAt(5), hall) });
    expect(told).toBe(3);
    expect(asked).toEqual([]);
  });

  test('J-41 what is known changes nothing, not even the identity of what is held', () => {
    follower.apply(cut(0, 4));
    const { held } = follower;
    for (const known of [cut(0, 4), cut(1, 3), cut(0, 1), cut(4, 4)]) expect(follower.apply(known)).toBe('known');
    expect(follower.held).toBe(held);
    expect(told).toBe(1);
  });

  test('J-42 of an overlapping frame only the newer entries count', () => {
    follower.apply(cut(0, 3));
    expect(follower.apply(cut(1, 5))).toBe('taken');
    expect(follower.held).toEqual({ seq: 5, state: guestbook.view(stateAt(5), hall) });
  });

  test('J-43 a gap is asked for once, and again only after something was taken or on a new line', () => {
    follower.apply(cut(0, 1));
    expect(follower.apply(cut(2, 3))).toBe('gap');
    expect(follower.apply(cut(3, 4))).toBe('gap');
    expect(follower.behind).toBe(true);
    expect(asked).toEqual([1]);
    follower.reconnected();
    follower.apply(cut(4, 5));
    expect(asked).toEqual([1, 1]);
    expect(follower.held.seq).toBe(1);
    follower.apply(cut(1, 5));
    expect(follower.behind).toBe(false);
    expect(follower.held).toEqual({ seq: 5, state: guestbook.view(stateAt(5), hall) });
    expect(asked).toEqual([1, 1]);
  });

  test('J-43 a late frame that closes half a gap leaves the follower behind', () => {
    follower.apply(cut(3, 5));
    follower.apply(cut(0, 2));
    expect(follower.behind).toBe(true);
    follower.apply(cut(2, 3));
    expect(follower.behind).toBe(true);
    follower.apply(cut(3, 5));
    expect(follower.behind).toBe(false);
  });

  test('J-46 a newer snapshot is taken, an older one is late', () => {
    expect(follower.apply(snapshot(3))).toBe('taken');
    expect(follower.apply(snapshot(2))).toBe('known');
    expect(follower.held.seq).toBe(3);
    expect(follower.apply(snapshot(5))).toBe('taken');
    expect(follower.held.seq).toBe(5);
  });

  describe('J-48 a journal that was put back', () => {
    const other = pages(
      entries[1]!,
      { type: 'page.signed', data: { name: 'three, otherwise' } },
      { type: 'page.signed', data: { name: 'four, otherwise' } },
      { type: 'visit.counted' },
      { type: 'page.signed', data: { name: 'six' } },
    );
    const now = [...entries.slice(0, 2), ...other];
    const stateNow = (seq: number) => fold(guestbook, now.slice(0, seq));

    test('it stands at the newest entry it was shown, and steps back to it on a new line', () => {
      expect(follower.position).toEqual({ seq: 0, hash: GENESIS });
      follower.apply(cut(0, 5));
      expect(follower.position).toEqual({ seq: 4, hash: entries[3]!.hash });
      const { state } = follower.held;
      follower.reconnected();
      expect(follower.held).toEqual({ seq: 4, state });
      // Whatever came there instead is taken now.
      follower.apply(cut(4, 5));
      expect(follower.held.seq).toBe(5);
      follower.apply({ ...snapshot(5), hash: entries[4]!.hash });
      expect(follower.position).toEqual({ seq: 5, hash: entries[4]!.hash });
    });

    test('an older snapshot that says so is taken, and all that comes after it', () => {
      follower.apply(cut(0, 5));
      const put = { seq: 3, hash: now[2]!.hash, putBack: true, state: stateNow(3) };
      expect(follower.apply(put)).toBe('anew');
      expect(follower.held).toEqual({ seq: 3, state: guestbook.view(stateNow(3), hall) });
      expect(
        follower.apply({ from: 3, to: 6, entries: now.slice(3).filter(each => each.type !== 'visit.counted') }),
      ).toBe('taken');
      expect(follower.held).toEqual({ seq: 6, state: guestbook.view(stateNow(6), hall) });
      expect(asked).toEqual([]);
    });

    test('one who holds nothing yet has nothing to begin anew', () => {
      expect(follower.apply({ ...snapshot(5), putBack: true })).toBe('taken');
    });

    test('an entry that follows its own and names another before it is not taken; it asks for the whole', () => {
      follower.apply(cut(0, 4));
      expect(follower.apply({ from: 4, to: 6, entries: now.slice(4) })).toBe('gap');
      expect(follower.held.state.pages.map(page => page.name)).not.toContain('six');
      expect([follower.behind, asked]).toEqual([true, [0]]);
      expect(follower.apply({ from: 4, to: 6, entries: now.slice(4) })).toBe('gap');
      expect(follower.apply({ seq: 3, hash: now[2]!.hash, state: stateNow(3) })).toBe('anew');
      expect(follower.apply({ from: 3, to: 6, entries: now.slice(3) })).toBe('taken');
      expect(follower.held).toEqual({ seq: 6, state: guestbook.view(stateNow(6), hall) });
    });
  });

  test('J-45 every state held has passed the view, even where the line brought too much', () => {
    expect(stateAt(5).visits).not.toEqual({});
    follower.apply(snapshot(2));
    expect(follower.held.state.visits).toEqual({});
    follower.apply({ from: 2, to: 5, entries: entries.slice(2) });
    expect(follower.held.state.visits).toEqual({});
    expect(follower.held.state.pages).toHaveLength(3);
  });

  test('J-47 another viewer begins anew', () => {
    follower.apply(cut(0, 5));
    follower.reset(boss);
    expect(follower.held).toEqual({ seq: 0, state: guestbook.initial });
    expect(follower.behind).toBe(true);
    expect(asked).toEqual([0]);
    follower.apply(snapshot(5));
    expect(follower.held.state.visits).toEqual({ p1: 2 });
    expect(follower.behind).toBe(false);
  });

  test('J-40 who no longer listens is told nothing', () => {
    let heard = 0;
    const stop = follower.subscribe(() => heard++);
    follower.apply(cut(0, 1));
    stop();
    follower.apply(cut(1, 2));
    expect(heard).toBe(1);
    expect(told).toBe(2);
  });
});
