import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { councilSession, INITIAL, type State, viewerOf } from '@kengesh/domain';
import { prepared } from '../../../../libs/domain/src/testing.suite.js';
import { packedBody } from './deflate.js';
import { encodeSnapshot, packedSnapshot, snapshotPacket } from './encode.js';

const whole: State = {
  ...INITIAL,
  prepared: prepared(),
  attendance: { p1: { here: true, mode: 'hall', lostAt: null, intervals: [], corrections: [] } },
};
const of = (participant: string | null, state = whole) => ({
  seq: 7,
  state: councilSession.view(state, viewerOf(state, participant)),
});

describe('a snapshot as bytes', () => {
  test.each(['p1', 'p3', 'sec', null])('%s: parsed it is the snapshot, as JSON and as a packet', participant => {
    const snapshot = of(participant);
    expect(JSON.parse(encodeSnapshot(snapshot, whole).toString())).toEqual(JSON.parse(JSON.stringify(snapshot)));
    const packet = Buffer.concat(snapshotPacket(snapshot, whole)).toString();
    expect(packet.startsWith('2[')).toBe(true);
    expect(JSON.parse(packet.slice(1))).toEqual(['snapshot', JSON.parse(JSON.stringify(snapshot))]);
  });

  test('what two viewers share are the same bytes, encoded once', () => {
    const [one, other] = ['p3', 'p4'].map(participant => snapshotPacket(of(participant), whole));
    expect(one![1]).toBe(other![1]);
    expect(one![1].length).toBeGreaterThan(one![0].length * 5);
    const later = { ...whole, attendance: {} };
    expect(snapshotPacket(of('p3', later), later)[1]).not.toBe(one![1]);
    expect(snapshotPacket(of('p3', later), later)[1].equals(one![1])).toBe(true);
  });

  test.each(['p3', 'sec', null])(
    '%s: packed it is the same text, what is shared packed once and nothing of one’s own in it',
    who => {
      const snapshot = of(who);
      const text = inflateRawSync(packedBody(packedSnapshot(snapshot, whole))).toString();
      expect(text).toBe(Buffer.concat(snapshotPacket(snapshot, whole)).toString().slice(1));
      expect(packedSnapshot(of(who), whole)[1]).toBe(packedSnapshot(snapshot, whole)[1]);
    },
  );

  test('nobody gets what is only for another', () => {
    const mine = { ...whole, ballots: { v1: { s3: ballot('yes'), s4: ballot('no') } } } as unknown as State;
    const votings = { v1: { register: ['3', '4'].map(n => ({ seat: `s${n}`, participant: `p${n}` })) } };
    const state = { ...mine, votings } as unknown as State;
    const text = (participant: string) => Buffer.concat(snapshotPacket(of(participant, state), state)).toString();
    expect(text('p3')).toContain('"choice":"yes"');
    expect(text('p3')).not.toContain('"choice":"no"');
    expect(text('p4')).toContain('"choice":"no"');
    expect(text('p5')).not.toContain('"choice"');
  });
});

const ballot = (choice: string) => ({ choice, by: 'p', channel: 'device', at: '', receipt: '' });
