import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '@kengesh/journal';
import type { FurtherDevice } from '../council.js';
import { devicesOf, isMarked, linkAsked, watches } from '../index.js';
import { meeting, type Scene, type SceneOptions } from '../testing.suite.js';

const SECRETARY = { account: 'a_desk', participant: 'sec' };
const issue = (participant: string, how: JsonObject = {}) => ({
  type: 'link.issue',
  participant,
  by: SECRETARY,
  reason: 'broken',
  known: true,
  ...how,
});
const ofLink = (type: 'link.confirm' | 'link.refuse' | 'link.admit', participant: string, generation = 1) => ({
  type,
  participant,
  generation,
});
const enter = (participant: string, device: string, how: JsonObject = {}) => ({
  type: 'device.admit',
  participant,
  device,
  via: 'link',
  generation: 1,
  first: 'old',
  ...how,
});
const cast = (voting: string, seat: string, choice = 'yes') => ({ type: 'voting.cast', voting, seat, choice });

/** Nobody is deputy: the chair is the only officer. */
const noDeputy: SceneOptions['change'] = whole => ({
  ...whole,
  participants: whole.participants.map(one => (one.role === 'deputy' ? { ...one, role: 'delegate' } : one)),
});

/** The chair's laptop has died, and the secretary alone has admitted another. */
async function chairAdmittedByOne(options: SceneOptions = {}): Promise<Scene> {
  const scene = await meeting(options);
  await scene.done('desk', issue('p1'));
  await scene.done('desk', { ...ofLink('link.admit', 'p1'), by: SECRETARY });
  await scene.done('system', enter('p1', 'new'));
  return scene;
}

describe('Every key is on the record', () => {
  test('SEC-17: a link issued, taken back and used in an open session is an entry: who, for whom, why', async () => {
    const scene = await meeting();
    await scene.records('desk', issue('p3', { known: false, reason: 'first' }), [
      ['link.issued', { participant: 'p3', generation: 1, by: SECRETARY, reason: 'first' }],
    ]);
    await scene.records('system', enter('p3', 'phone', { first: null }), [
      ['device.admitted', { participant: 'p3', device: 'phone', via: 'link', generation: 1 }],
    ]);
    await scene.staysQuiet('system', enter('p3', 'phone'));
    await scene.records('desk', { type: 'link.revoke', participant: 'p3', by: SECRETARY, reason: 'leaked' }, [
      ['link.revoked', { participant: 'p3', by: SECRETARY, reason: 'leaked' }],
    ]);
    expect(devicesOf(await scene.state(), 'p3')).toMatchObject({
      links: [{ generation: 1, standing: 'revoked' }],
      devices: [{ id: 'phone', ended: true }],
    });
    await scene.refuses('system', enter('p3', 'other'), 'link.revoked');
    await scene.refuses('sec', issue('p3'), 'link.desk_only');
    await scene.refuses('desk', issue('nobody'), 'roll.unknown_participant');
    await scene.done('p1', { type: 'session.close' });
    await scene.refuses('desk', issue('p3'), 'session.not_open');
  });

  test('SEC-17: the member and the bureau see it, nobody else does', async () => {
    const scene = await meeting();
    await scene.done('desk', issue('p3'));
    await scene.done('p1', ofLink('link.confirm', 'p3'));
    await scene.done('system', enter('p3', 'phone'));
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('SEC-17: a device whose owner signed out, or whose time ran out, ends on the record, and says why', async () => {
    const scene = await meeting({ rules: { furtherDevice: 'link' } });
    await scene.done('system', enter('p3', 'phone', { generation: null }));
    const end = (device: string, how: JsonObject) => ({ type: 'device.end', participant: 'p3', device, ...how });
    await scene.records('system', end('old', { by: 'self', why: 'signedOut' }), [
      ['device.ended', { device: 'old', by: 'self', why: 'signedOut' }],
    ]);
    // It was the one that voted: the one that is left votes.
    expect(watches(await scene.state(), 'p3', 'phone')).toBe(false);
    await scene.records('system', end('phone', { by: 'server', why: 'expired' }), [
      ['device.ended', { by: 'server', why: 'expired' }],
    ]);
    await scene.staysQuiet('system', end('phone', { by: 'self', why: 'signedOut' }));
  });

  test('SEC-17: a member ends an own device', async () => {
    const scene = await meeting();
    const end = { type: 'device.end', participant: 'p3', device: 'tablet', by: 'self' };
    await scene.records('system', end, [['device.ended', { device: 'tablet', by: 'self' }]]);
    await scene.done('system', enter('p3', 'phone', { generation: null, first: null }));
    await scene.done('system', { ...end, device: 'phone' });
    await scene.staysQuiet('system', { ...end, device: 'phone' });
    await scene.refuses('p3', end, 'may.system_only');
  });
});

describe('A new link for one who has a device', () => {
  test('SEC-18: waits for the chair or the deputy; nobody comes in by it before', async () => {
    const scene = await meeting();
    await scene.records('desk', issue('p3'), [['link.issued', { replaces: true, until: '2026-03-10T08:01:00.000Z' }]]);
    expect(linkAsked(await scene.state(), 'p3')).toMatchObject({ generation: 1, standing: 'asked' });
    await scene.refuses('system', enter('p3', 'phone'), 'link.waits', { until: '2026-03-10T08:01:00.000Z' });
    await scene.refuses('p4', ofLink('link.confirm', 'p3'), 'link.confirmers_only');
    await scene.refuses('sec', ofLink('link.confirm', 'p3'), 'link.not_by_issuer');
    await scene.refuses('desk', ofLink('link.admit', 'p3'), 'link.waits');
    await scene.records('p2', ofLink('link.confirm', 'p3'), [['link.confirmed', { as: 'officer' }]]);
    await scene.staysQuiet('p1', ofLink('link.confirm', 'p3'));
    await scene.records('system', enter('p3', 'phone'), [['device.admitted', { device: 'phone', replaces: true }]]);
  });

  test('SEC-18: or for the member, on a device that came before it; then it is refused or confirmed for good', async () => {
    const scene = await meeting();
    await scene.done('desk', issue('p3'));
    await scene.refuses('p3', ofLink('link.confirm', 'p3'), 'link.earlier_device');
    await scene.records('p3@old', ofLink('link.refuse', 'p3'), [['link.refused', { as: 'own', device: 'old' }]]);
    await scene.staysQuiet('p3@old', ofLink('link.refuse', 'p3'));
    await scene.refuses('p1', ofLink('link.confirm', 'p3'), 'link.not_asked');
    await scene.refuses('p1', ofLink('link.refuse', 'p3', 9), 'link.not_asked');
    await scene.refuses('system', enter('p3', 'phone'), 'link.refused');
    await scene.done('desk', issue('p3'));
    await scene.refuses('p4', ofLink('link.refuse', 'p3', 2), 'link.confirmers_only');
    await scene.records('p3@old', ofLink('link.confirm', 'p3', 2), [['link.confirmed', { as: 'own' }]]);
  });

  test('SEC-18: the first link of one who has no device, and that of one who does not vote, wait for nobody', async () => {
    const scene = await meeting();
    await scene.done('desk', issue('p3', { known: false }));
    await scene.done('system', enter('p3', 'phone', { first: null }));
    await scene.done('desk', issue('obs'));
    await scene.done('system', enter('obs', 'laptop'));
    expect(devicesOf(await scene.state(), 'obs')?.links).toMatchObject([{ standing: 'free' }]);
  });

  test('SEC-18: a newer link takes the place of one that still waits', async () => {
    const scene = await meeting();
    await scene.done('desk', issue('p3'));
    await scene.done('desk', issue('p3'));
    await scene.refuses('p1', ofLink('link.confirm', 'p3', 1), 'link.not_asked');
    await scene.done('p1', ofLink('link.confirm', 'p3', 2));
  });

  test('SEC-19: after a minute without an answer the secretary alone may admit it; its ballot says so', async () => {
    const scene = await meeting();
    await scene.done('desk', issue('p3'));
    scene.wait(59);
    await scene.refuses('sec', ofLink('link.admit', 'p3'), 'link.waits');
    scene.wait(1);
    await scene.refuses('p1', ofLink('link.admit', 'p3'), 'may.secretary_only');
    await scene.refuses('sec', ofLink('link.admit', 'p3', 7), 'link.not_asked');
    await scene.records('sec', ofLink('link.admit', 'p3'), [['link.admitted', { by: { account: 'sec' } }]]);
    await scene.staysQuiet('sec', ofLink('link.admit', 'p3'));
    await scene.done('system', enter('p3', 'phone'));
    const voting = await scene.vote();
    await scene.records('p3@phone', cast(voting, 's3'), [
      ['voting.cast', { admitted: 'one', device: 'phone', since: scene.now() }],
    ]);
    await scene.done('p4@mine', cast(voting, 's4'));
    const { ballots } = await scene.close(voting);
    expect(ballots).toEqual([
      { seat: 's3', choice: 'yes', channel: 'device', admitted: 'one' },
      { seat: 's4', choice: 'yes', channel: 'device' },
    ]);
  });

  test('SEC-19: of the chair and of the only officer the secretary waits for nobody: the session goes on', async () => {
    const scene = await meeting({ change: noDeputy });
    const voting = await scene.vote();
    await scene.done('desk', issue('p1'));
    await scene.records('desk', { ...ofLink('link.admit', 'p1'), by: SECRETARY }, [['link.admitted']]);
    await scene.done('system', enter('p1', 'new'));
    await scene.done('p1@new', cast(voting, 's1'));
    await scene.done('p1@new', { type: 'voting.close', voting });
    expect((await scene.state()).votings[voting]?.result?.ballots).toMatchObject([{ seat: 's1', admitted: 'one' }]);
  });

  test('SEC-19: in a secret vote it votes only once a third has confirmed it', async () => {
    const scene = await chairAdmittedByOne();
    const voting = await scene.vote('secret');
    await scene.refuses('p1@new', cast(voting, 's1'), 'voting.unconfirmed_device');
    await scene.refuses('p1@new', ofLink('link.confirm', 'p1'), 'link.unconfirmed_device');
    await scene.done('p2', ofLink('link.confirm', 'p1'));
    await scene.staysQuiet('p1@new', cast(voting, 's1'));
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('SEC-19: who was let in by one alone lets nobody else in', async () => {
    const scene = await chairAdmittedByOne();
    await scene.done('desk', issue('p3'));
    await scene.refuses('p1@new', ofLink('link.confirm', 'p3'), 'link.unconfirmed_device');
    await scene.done('p2@own', ofLink('link.confirm', 'p3'));
  });
});

describe('Since when a device is admitted', () => {
  test('SEC-20: the ballot says it; for ten minutes one admitted on the desk’s word is marked', async () => {
    const scene = await meeting();
    await scene.done('desk', issue('p3'));
    await scene.done('p1', ofLink('link.confirm', 'p3'));
    await scene.done('system', enter('p3', 'phone'));
    const since = scene.now();
    const first = await scene.vote();
    await scene.records('p3@phone', cast(first, 's3'), [['voting.cast', { admitted: 'recent', since }]]);
    const [old] = await scene.records('p4@mine', cast(first, 's4'), [
      ['voting.cast', { since: '2026-03-10T08:00:00.000Z' }],
    ]);
    expect(old?.data).not.toHaveProperty('admitted');
    expect(isMarked(await scene.state(), 'p3', 'phone', scene.now())).toBe(true);
    await scene.close(first);
    scene.wait(600);
    const second = await scene.vote();
    const [late] = await scene.records('p3@phone', cast(second, 's3'), [['voting.cast', { since }]]);
    expect(late?.data).not.toHaveProperty('admitted');
  });
});

describe('The halves of a two-person act', () => {
  const real: SceneOptions['change'] = whole => ({ ...whole, session: { ...whole.session, sample: false } });

  /** The secretary has told a ballot by telephone, from this browser. */
  async function assisted(scene: Scene, browser: string) {
    const voting = await scene.vote();
    await scene.done(`sec@desk#${browser}`, {
      type: 'voting.assist',
      voting,
      seat: 's3',
      choice: 'yes',
      online: false,
    });
    return { type: 'voting.assistConfirm', voting, seat: 's3', choice: 'yes' };
  }

  test('SEC-21: are on two devices; where there is no third person the record says "one hand"', async () => {
    const scene = await meeting({ change: real });
    const confirm = await assisted(scene, 'b1');
    await scene.refuses('p1@laptop#b1', confirm, 'may.same_device');
    const [confirmed] = await scene.done('p1@laptop#b2', confirm);
    expect(confirmed?.data).not.toHaveProperty('oneHand');

    const small = await meeting({ change: noDeputy });
    const other = await assisted(small, 'b1');
    const [alone] = await small.done('p1@laptop#b1', other);
    expect(alone).toMatchObject({ type: 'voting.assistConfirmed', data: { oneHand: true } });
    expect((await small.state()).assists?.[String(other.voting)]?.s3).toMatchObject({ oneHand: true });
  });

  test('SEC-21: a device that came by a link of the other half counts once a third has confirmed it', async () => {
    const scene = await chairAdmittedByOne();
    const confirm = await assisted(scene, 'b1');
    await scene.refuses('p1@new#b2', confirm, 'may.unconfirmed_device');
    await scene.done('p2', ofLink('link.confirm', 'p1'));
    await scene.done('p1@new#b2', confirm);
  });

  test('SEC-21: signatures are halves too, in either order', async () => {
    const scene = await chairAdmittedByOne({ change: noDeputy });
    const voting = await scene.vote();
    for (const seat of ['s1', 's2', 's3']) await scene.done(`p${seat[1]}`, cast(voting, seat));
    await scene.close(voting);
    const [decision] = (await scene.state()).decisions;
    const sign = { type: 'decision.sign', decision: decision!.id, hash: decision!.hash };
    await scene.done('p1@new#b2', sign);
    await scene.done('sec@desk#b1', sign);
    expect((await scene.state()).decisions[0]?.signed).toMatchObject([
      { as: 'presiding', hand: { device: 'new', browser: 'b2' } },
      { as: 'secretary', oneHand: true },
    ]);
  });

  test('SEC-21: in a sample one person may try both halves in one browser; it says "one hand"', async () => {
    const scene = await meeting();
    const [confirmed] = await scene.done('p1@laptop#b1', await assisted(scene, 'b1'));
    expect(confirmed?.data).toMatchObject({ oneHand: true });
  });

  test('SEC-21: two tellers count papers on two devices', async () => {
    const scene = await meeting({ change: real });
    const motion = await scene.motion();
    const [opened] = await scene.done('p1', {
      type: 'voting.open',
      motion,
      method: 'secret',
      majority: 'simple',
      closesInSeconds: null,
      way: 'paper',
      tellers: ['p3', 'p4'],
    });
    const voting = String(opened!.data.id);
    await scene.done('sec', { type: 'voting.issuePaper', voting, seat: 's1' });
    const count = { type: 'voting.countPaper', voting, counts: { yes: 1 }, spoiled: 0 };
    await scene.done('p1', { type: 'voting.close', voting });
    await scene.done('p3@a#b1', count);
    await scene.refuses('p4@b#b1', count, 'may.same_device');
    await scene.records('p4@b#b2', count, [['voting.paperCounted', { teller: 'p4', hand: { browser: 'b2' } }]]);
  });
});

describe('One device votes, others watch', () => {
  const withRule = (furtherDevice: FurtherDevice) => meeting({ rules: { furtherDevice } });
  const further = (device: string) => enter('p3', device, { generation: null });
  const handOver = (device: string) => ({ type: 'device.handOver', participant: 'p3', device });
  const takeOver = (device: string, from = 'old') => ({ type: 'device.takeOver', participant: 'p3', device, from });

  test('SEC-22: a further device by a link already out watches until the first has had no line for the grace', async () => {
    const scene = await withRule('link');
    await scene.records('system', further('phone'), [['device.admitted', { first: 'old' }]]);
    const voting = await scene.vote();
    await scene.refuses('p3@phone', cast(voting, 's3'), 'device.watches');
    await scene.refuses('p3@phone', { type: 'floor.ask', kind: 'speech' }, 'device.watches');
    await scene.staysQuiet('p3@phone', { type: 'attendance.join', mode: 'remote' });
    expect(watches(await scene.state(), 'p3', 'phone')).toBe(true);
    await scene.records('system', takeOver('phone'), [
      ['device.tookOver', { device: 'phone', from: 'old', how: 'lost' }],
    ]);
    await scene.staysQuiet('system', takeOver('phone'));
    await scene.refuses('p3@old', cast(voting, 's3'), 'device.watches');
    await scene.records('p3@phone', cast(voting, 's3'), [['voting.cast', { admitted: 'recent' }]]);
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('SEC-22: the first hands over to it, which is no mark; the other can hand back', async () => {
    const scene = await withRule('press');
    await scene.done('system', further('phone'));
    await scene.refuses('p3@phone', handOver('phone'), 'device.watches');
    await scene.refuses('p3@old', handOver('nothing'), 'device.unknown');
    await scene.refuses('sec', handOver('phone'), 'device.not_by_secretary');
    await scene.records('p3@old', handOver('phone'), [['device.tookOver', { how: 'handed' }]]);
    await scene.staysQuiet('p3@phone', handOver('phone'));
    const voting = await scene.vote();
    const [ballot] = await scene.done('p3@phone', cast(voting, 's3'));
    expect(ballot?.data).not.toHaveProperty('admitted');
  });

  test('SEC-22: or the secretary says so, where that is the rule; no lost line does', async () => {
    const scene = await withRule('secretary');
    await scene.done('system', further('phone'));
    await scene.staysQuiet('system', takeOver('phone'));
    await scene.records('sec', handOver('phone'), [['device.tookOver', { how: 'secretary' }]]);
    const voting = await scene.vote();
    await scene.records('p3@phone', cast(voting, 's3'), [['voting.cast', { admitted: 'recent' }]]);
  });

  test('SEC-22: after a link was taken back, or the one that voted has ended, the next device votes', async () => {
    const scene = await withRule('link');
    await scene.done('desk', issue('p3'));
    await scene.done('p1', ofLink('link.confirm', 'p3'));
    await scene.done('system', enter('p3', 'phone'));
    await scene.done('desk', { type: 'link.revoke', participant: 'p3', by: SECRETARY, reason: 'leaked' });
    await scene.done('desk', issue('p3'));
    await scene.done('p1', ofLink('link.confirm', 'p3', 2));
    await scene.done('system', enter('p3', 'other', { generation: 2, first: null }));
    const voting = await scene.vote();
    await scene.done('p3@other', cast(voting, 's3'));
    await scene.done('system', enter('p3', 'tablet', { generation: null, first: 'other' }));
    await scene.done('system', { type: 'device.end', participant: 'p3', device: 'other', by: 'self' });
    await scene.done('p3@tablet', { type: 'floor.ask', kind: 'speech' });
    expect(await scene.brokenLaw()).toBeNull();
    // Signed out, of which nothing is recorded: the server knows of no device that acts.
    await scene.done('system', enter('p4', 'first', { generation: null, first: 'old' }));
    await scene.done('system', enter('p4', 'second', { generation: null, first: null }));
    await scene.done('p4@second', cast(voting, 's4'));
  });

  test('SEC-22: of two devices of before the opening the one the server names votes, and the vote goes back to it', async () => {
    const scene = await withRule('link');
    await scene.records('system', further('tablet'), [['device.admitted', { device: 'tablet', first: 'old' }]]);
    const voting = await scene.vote();
    await scene.refuses('p3@tablet', cast(voting, 's3'), 'device.watches');
    await scene.done('p3@old', cast(voting, 's3'));
    await scene.done('p3@old', handOver('tablet'));
    await scene.refuses('p3@old', cast(voting, 's3', 'no'), 'device.watches');
    // Its owner hands it back, or the tablet's line is lost: neither leaves the member without a vote.
    await scene.records('p3@tablet', handOver('old'), [['device.tookOver', { device: 'old', how: 'handed' }]]);
    await scene.done('p3@old', handOver('tablet'));
    await scene.records('system', takeOver('old', 'tablet'), [['device.tookOver', { device: 'old', how: 'lost' }]]);
    expect(devicesOf(await scene.state(), 'p3')).toMatchObject({
      votes: 'old',
      devices: [{ id: 'tablet', ended: true }],
    });
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('SEC-22: one of before the opening that has ended is none the vote may go to', async () => {
    const scene = await withRule('press');
    await scene.done('system', further('tablet'));
    await scene.done('p3@old', handOver('tablet'));
    await scene.done('system', { type: 'device.end', participant: 'p3', device: 'old', by: 'self' });
    await scene.refuses('p3@tablet', handOver('old'), 'device.unknown');
    await scene.staysQuiet('system', takeOver('old', 'tablet'));
  });

  test('SEC-22: two that came while nothing said which votes: it is said later, once, and neither comes anew', async () => {
    const scene = await withRule('link');
    await scene.done('system', enter('p3', 'phone', { generation: null, first: null }));
    await scene.staysQuiet('system', enter('p3', 'phone', { generation: null, first: 'phone' }));
    await scene.records('system', further('phone'), [['device.admitted', { device: 'phone', first: 'old' }]]);
    await scene.staysQuiet('system', further('phone'));
    expect(devicesOf(await scene.state(), 'p3')).toMatchObject({ votes: 'old', devices: [{ id: 'phone' }] });
    expect((await scene.state()).devices).toBeDefined();
    expect(await scene.brokenLaw()).toBeNull();
  });

  test('SEC-22: rules that do not say it let every device act, as do the devices of one who does not vote', async () => {
    const silent = await meeting();
    await silent.done('system', further('phone'));
    const voting = await silent.vote();
    await silent.done('p3@phone', cast(voting, 's3'));
    const scene = await withRule('link');
    const [admitted] = await scene.done('system', enter('sec', 'tablet', { generation: null }));
    expect(admitted?.data).not.toHaveProperty('first');
  });
});
