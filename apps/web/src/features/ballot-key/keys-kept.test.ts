import { describe, expect, test } from '@jest/globals';
import { groupsOf, keyPairOfRecoveryCode, makeKeyPair, makeRecoveryCode } from '@kengesh/ballot-key';
import { openCopy, sealCopy } from './copies.js';
import { deviceKey } from './device-key.js';
import { confirmedBy } from './key-keeper.js';
import { ASKED_GROUPS, isSaidBack } from './recovery.js';

const refusing = () => {
  throw new DOMException('no storage here', 'SecurityError');
};

describe('copies of the key of a ballot box', () => {
  test('are opened by the device they were sealed to, and give the private half of their key', async () => {
    const [box, device, other] = await Promise.all([makeKeyPair(), makeKeyPair(), makeKeyPair()]);
    const sealed = await sealCopy('s1', box, device.publicKey);
    expect(await openCopy('s1', box.publicKey, sealed, device.privateKey)).toEqual(box);
    expect(await openCopy('s1', box.publicKey, sealed, other.privateKey)).toBeNull();
    expect(await openCopy('s2', box.publicKey, sealed, device.privateKey)).toBeNull();
    expect(await openCopy('s1', other.publicKey, sealed, device.privateKey)).toBeNull();
    expect(await openCopy('s1', box.publicKey, 'no copy', device.privateKey)).toBeNull();
  });

  test('that hold another key than they are said to are refused', async () => {
    const [box, other, device] = await Promise.all([makeKeyPair(), makeKeyPair(), makeKeyPair()]);
    const wrong = { publicKey: box.publicKey, privateKey: other.privateKey };
    const sealed = await sealCopy('s1', wrong, device.publicKey);
    expect(await openCopy('s1', box.publicKey, sealed, device.privateKey)).toBeNull();
  });

  test('fit the shape that the contract gives them', async () => {
    const [box, device] = await Promise.all([makeKeyPair(), makeKeyPair()]);
    expect(await sealCopy('s1', box, device.publicKey)).toMatch(/^[A-Za-z0-9_-]{60,400}$/);
  });
});

describe('the key of a device', () => {
  test('is the same after a reload and in another tab, and gone once it is forgotten', async () => {
    const pair = await deviceKey('p1').pair();
    expect(await deviceKey('p1').pair()).toEqual(pair);
    expect(await deviceKey('p2').pair()).not.toEqual(pair);
    const command = await deviceKey('p1').commandFor('box');
    expect(await deviceKey('p1').commandFor('box')).toBe(command);
    expect(await deviceKey('p1').commandFor('another')).not.toBe(command);
    await deviceKey('p1').renew();
    expect(await deviceKey('p1').pair()).not.toEqual(pair);
    deviceKey('p1').forget();
    expect(Object.keys(localStorage).filter(name => name.includes('p1'))).toEqual([]);
  });

  test('lasts as long as the page where the browser keeps nothing, and says so', async () => {
    const device = deviceKey('p3', refusing);
    const pair = await device.pair();
    expect(device.isKept()).toBe(false);
    expect(await device.pair()).toEqual(pair);
    expect(await device.commandFor('box')).toBe(await device.commandFor('box'));
    device.forget();
    expect(await device.pair()).not.toEqual(pair);
  });

  test('what lies in its place and is no key is made anew', async () => {
    localStorage.setItem('kengesh.ballot-key.p4', '{"pair":{}}');
    expect((await deviceKey('p4').pair()).privateKey).toHaveLength(43);
    localStorage.setItem('kengesh.ballot-key.p4', 'not JSON');
    expect((await deviceKey('p4').pair()).privateKey).toHaveLength(43);
  });
});

describe('who holds a key', () => {
  test('are participants, each once, whose page has confirmed that very key', () => {
    const holder = (participant: string, confirmed: readonly string[]) => ({
      holder: `${participant}-${confirmed.length}`,
      participant,
      publicKey: 'k',
      confirmed: [...confirmed],
    });
    const holders = [holder('p1', ['a']), holder('p1', ['a', 'b']), holder('p2', ['b']), holder('p3', [])];
    expect([...confirmedBy(holders, 'a')]).toEqual(['p1']);
    expect([...confirmedBy(holders, 'b')]).toEqual(['p1', 'p2']);
  });
});

describe('a recovery code', () => {
  test('counts as written down once two of its groups are said back, in whatever spelling', async () => {
    const code = makeRecoveryCode();
    const groups = groupsOf(code);
    const [first, second] = ASKED_GROUPS.map(place => groups[place - 1]!);
    expect(isSaidBack(code, [first!, second!])).toBe(true);
    expect(isSaidBack(code, [` ${first!.toLowerCase()} `, second!.toLowerCase()])).toBe(true);
    expect(isSaidBack(code, [second!, first!])).toBe(first === second);
    expect(isSaidBack(code, [first!])).toBe(false);
    expect(isSaidBack(code, ['', ''])).toBe(false);
    expect((await keyPairOfRecoveryCode(code)).publicKey).toHaveLength(43);
  });
});
