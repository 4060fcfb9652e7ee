/** @jest-environment node */
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { SessionStats } from '@kengesh/contracts';
import { createPlay, type Play } from '../delegate/played.suite.js';
import { hallFact, OUTCOME_STAYS } from './hall-fact.js';

let play: Play;
beforeEach(() => {
  play = createPlay();
});
const kind = async () => hallFact(await play.state(), null, play.now()).kind;

/** What is done, in order, and what the hall shows after it. */
const STORY: readonly (readonly [what: string, act: (play: Play) => Promise<unknown>, shown: string])[] = [
  ['prepared', p => p.prepare(), 'before'],
  ['nine have come', p => here(p, 9), 'before'],
  ['opened', p => p.act('p1', { type: 'session.open' }), 'open'],
  ['an item', p => p.act('p1', { type: 'agenda.take', item: 'two' }), 'item'],
  ['the floor is given', p => p.act('p1', { type: 'floor.give', participant: 'p3', seconds: 60 }), 'speaker'],
  ['overrun', async p => p.wait(70), 'speaker'],
  ['a vote, though somebody still has the floor', p => p.vote(), 'voting'],
  ['the floor ends meanwhile', p => p.act('p1', { type: 'floor.end' }), 'voting'],
  ['the vote closes', p => p.act('p1', { type: 'voting.close', voting: 'v16' }), 'outcome'],
  ['19 seconds later', async p => p.wait(OUTCOME_STAYS / 1000 - 1), 'outcome'],
  ['20 seconds later', async p => p.wait(1), 'item'],
  ['recess', p => p.act('p1', { type: 'session.recess', minutes: 15 }), 'recess'],
  ['resumed', p => p.act('p1', { type: 'session.resume' }), 'item'],
  ['the item is done', p => p.act('p1', { type: 'agenda.finish', item: 'two' }), 'open'],
  ['closed', p => p.act('p1', { type: 'session.close' }), 'closed'],
];

async function here(p: Play, count: number) {
  for (let n = 1; n <= count; n += 1)
    if (n <= 6) await p.act('sec', { type: 'attendance.checkIn', participant: `p${n}` });
    else await p.act(`p${n}`, { type: 'attendance.join', mode: 'remote' });
}

describe('One fact at a time', () => {
  test('the hall is led through a whole session', async () => {
    const shown: string[] = [];
    for (const [what, act] of STORY) {
      if (what === 'the vote closes') {
        const open = Object.keys((await play.state()).votings).at(-1)!;
        await play.act('p1', { type: 'voting.close', voting: open });
      } else await act(play);
      shown.push(`${what}: ${await kind()}`);
    }
    expect(shown).toEqual(STORY.map(([what, , fact]) => `${what}: ${fact}`));
  });

  test('before anything is prepared it only waits', async () => {
    expect(await kind()).toBe('loading');
  });

  test.each([
    ['the floor', (p: Play) => p.act('p1', { type: 'floor.give', participant: 'p3', seconds: null }), 'speaker'],
    ['another item', (p: Play) => p.act('p1', { type: 'agenda.take', item: 'three' }), 'item'],
    ['a recess', (p: Play) => p.act('p1', { type: 'session.recess', minutes: null }), 'recess'],
    ['the close', (p: Play) => p.act('p1', { type: 'session.close' }), 'closed'],
    ['another vote', (p: Play) => p.vote(), 'voting'],
  ])('an outcome makes room for %s before its 20 seconds are over', async (_what, next, shown) => {
    await play.open();
    const voting = await play.vote();
    await play.act('p1', { type: 'voting.close', voting });
    expect(await kind()).toBe('outcome');
    play.wait(2);
    await next(play);
    expect(await kind()).toBe(shown);
  });

  test('an open vote tells how many of those entitled have voted, from the pulse of this very vote', async () => {
    await play.open(11);
    const voting = await play.vote('named', 60);
    play.wait(10);
    const state = await play.state();
    const pulse = (id: string): SessionStats => ({
      at: '',
      hall: 6,
      remote: 5,
      quorum: null,
      voting: { id, cast: 4, entitled: 11 },
      bureau: null,
    });
    expect(hallFact(state, pulse(voting), play.now())).toMatchObject({ cast: 4, entitled: 11, closesIn: 50 });
    expect(hallFact(state, pulse('v1'), play.now())).toMatchObject({ cast: null, entitled: 11 });
    expect(hallFact(state, null, play.now())).toMatchObject({ cast: null, entitled: 11 });
  });

  test('a recess counts down to its end and below it', async () => {
    await play.open();
    await play.act('p1', { type: 'session.recess', minutes: 1 });
    play.wait(50);
    expect(hallFact(await play.state(), null, play.now())).toMatchObject({ secondsLeft: 10 });
    play.wait(30);
    expect(hallFact(await play.state(), null, play.now())).toMatchObject({ secondsLeft: -20 });
  });
});
