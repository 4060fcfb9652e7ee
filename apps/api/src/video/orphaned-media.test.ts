import { describe, expect, test } from '@jest/globals';
import { HALL } from '@kengesh/domain';
import { ClusterPresence } from '../nodes/cluster-presence.js';
import { ConnectionRegistry } from '../transport/connection-registry.js';
import { OrphanedMedia } from './orphaned-media.js';

class OnOtherNodes extends ClusterPresence {
  there: readonly string[] = [];
  override participants() {
    return this.there;
  }
}
function scene() {
  const elsewhere = new OnOtherNodes();
  const ghosts = new OrphanedMedia(new ConnectionRegistry(), elsewhere);
  const seen = new Map([
    ['PA_1', 'p_1'],
    ['PA_2', 'p_2'],
    ['PA_3', HALL],
  ]);
  const at = (seconds: number) => ghosts.overdue('s', seen, seconds * 1000);
  return { elsewhere, ghosts, seen, at };
}

describe('Somebody in the video room without a line to us', () => {
  test('is given a minute, then put out; the hall is not on the roll, and stays', () => {
    const { at } = scene();
    expect(at(0)).toEqual([]);
    expect(at(59)).toEqual([]);
    expect(at(60)).toEqual(['p_1', 'p_2']);
  });

  test('who comes back, on whichever node, is no ghost, and has the whole minute again', () => {
    const { elsewhere, at } = scene();
    at(0);
    elsewhere.there = ['p_2'];
    expect(at(60)).toEqual(['p_1']);
    elsewhere.there = [];
    expect(at(61)).toEqual(['p_1']);
    expect(at(121)).toEqual(['p_1', 'p_2']);
  });

  test('who left and came anew is another', () => {
    const { ghosts, seen, at } = scene();
    at(0);
    ghosts.gone('PA_1');
    seen.delete('PA_1');
    seen.set('PA_9', 'p_1');
    expect(at(60)).toEqual(['p_2']);
  });
});
