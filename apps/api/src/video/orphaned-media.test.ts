import { describe, expect, test } from '@jest/globals';
import { HALL } from '@kengesh/domain';
import { ClusterPresence } from '../nodes/cluster-presence.js';
import { type Connection, ConnectionRegistry } from '../transport/connection-registry.js';
import { OrphanedMedia, type SeenMedia } from './orphaned-media.js';

class OnOtherNodes extends ClusterPresence {
  there: readonly string[] = [];
  screens = true;
  override get knowsScreens() {
    return this.screens;
  }
  override participants() {
    return this.there;
  }
}
const media = (participant: string, device: string | null = `${participant} laptop`): SeenMedia => ({
  ...{ room: 's', identity: `${participant} there`, participant, device },
});
const line = (participant: string | null, authSession: string): Connection =>
  ({ data: { identity: { sessionId: 's', participant, authSession } } }) as Connection;

function scene() {
  const elsewhere = new OnOtherNodes();
  const lines = new ConnectionRegistry();
  const orphans = new OrphanedMedia(lines, elsewhere);
  const seen = new Map([
    ['PA_1', media('p_1')],
    ['PA_2', media('p_2')],
    ['PA_3', media(HALL, 'wall')],
  ]);
  const at = (seconds: number) => orphans.overdue('s', seen, seconds * 1000).map(one => one.participant);
  return { elsewhere, lines, orphans, seen, at };
}

describe('Somebody in the video room without a line to us', () => {
  test('SEC-08: is given a minute, then put out, the hall’s screen alike', () => {
    const { at } = scene();
    expect(at(0)).toEqual([]);
    expect(at(59)).toEqual([]);
    expect(at(60)).toEqual(['p_1', 'p_2', HALL]);
  });

  test('SEC-08: has a line by the very device; another one of the same participant, or another screen, is none', () => {
    const { lines, seen, at } = scene();
    seen.set('PA_4', media('p_4', null));
    seen.set('PA_5', media(HALL, null));
    for (const [who, device] of [
      ['p_1', 'p_1 laptop'],
      ['p_2', 'p_2 phone'],
      ['p_4', 'p_4 phone'],
      [null, 'foyer'],
    ] as const)
      lines.add(line(who, device));
    at(0);
    expect(at(60)).toEqual(['p_2', HALL]);
    lines.add(line(null, 'wall'));
    expect(at(61)).toEqual(['p_2']);
  });

  test('the hall stays where lines of screens to other nodes are not known', () => {
    const { elsewhere, at } = scene();
    elsewhere.screens = false;
    at(0);
    expect(at(60)).toEqual(['p_1', 'p_2']);
  });

  test('who comes back, on whichever node, is no orphan, and has the whole minute again', () => {
    const { elsewhere, at } = scene();
    at(0);
    elsewhere.there = ['p_2'];
    expect(at(60)).toEqual(['p_1', HALL]);
    elsewhere.there = [];
    expect(at(61)).toEqual(['p_1', HALL]);
    expect(at(121)).toEqual(['p_1', 'p_2', HALL]);
  });

  test('who left and came anew is another', () => {
    const { orphans, seen, at } = scene();
    at(0);
    orphans.gone('PA_1');
    seen.delete('PA_1');
    seen.set('PA_9', media('p_1'));
    expect(at(60)).toEqual(['p_2', HALL]);
  });
});
