/** A session in which links are issued and devices come in: named votes only, so that all of it can be held again. */
import type { Entry } from '@kengesh/journal';
import { meeting } from '../../domain/src/testing.suite.js';

const SECRETARY = { account: 'a_desk', participant: 'sec' };

/** The chair's device is admitted by one, another's is confirmed, a third takes over from one without a line; all vote. */
export async function heldWithDevices(): Promise<readonly Entry[]> {
  const scene = await meeting({ rules: { furtherDevice: 'link' } });
  const link = (participant: string) => ({
    type: 'link.issue',
    participant,
    by: SECRETARY,
    reason: 'broken',
    known: true,
  });
  const enter = (participant: string, device: string, generation: number | null) => ({
    type: 'device.admit',
    ...{ participant, device, generation, via: 'link', first: 'old' },
  });
  await scene.done('desk', link('p1'));
  await scene.done('desk', { type: 'link.admit', participant: 'p1', generation: 1, by: SECRETARY });
  await scene.done('system', enter('p1', 'laptop', 1));
  await scene.done('desk', link('p3'));
  await scene.done('p3@old', { type: 'link.confirm', participant: 'p3', generation: 1 });
  await scene.done('system', enter('p3', 'phone', 1));
  await scene.done('system', enter('p4', 'tablet', null));
  await scene.done('system', { type: 'device.takeOver', participant: 'p4', device: 'tablet', from: 'old' });
  await scene.done('system', enter('p5', 'tablet', null));
  await scene.done('p5@old', { type: 'device.handOver', participant: 'p5', device: 'tablet' });
  const voting = await scene.vote();
  const cast = (who: string, seat: string) => scene.done(who, { type: 'voting.cast', voting, seat, choice: 'yes' });
  await cast('p1@laptop', 's1');
  await cast('p2@own', 's2');
  await cast('p3@phone', 's3');
  await cast('p4@tablet', 's4');
  await scene.done('p1@laptop#b1', { type: 'voting.close', voting });
  const [decision] = (await scene.state()).decisions;
  const sign = { type: 'decision.sign', decision: decision!.id, hash: decision!.hash };
  await scene.done('p1@laptop#b1', sign);
  await scene.done('p2', { type: 'link.confirm', participant: 'p1', generation: 1 });
  await scene.done('sec@desk#b2', sign);
  await scene.done('system', { type: 'device.end', participant: 'p3', device: 'phone', by: 'self' });
  await scene.done('desk', { type: 'link.revoke', participant: 'p4', by: SECRETARY, reason: 'leaked' });
  await scene.done('p1@laptop#b1', { type: 'session.close' });
  return scene.entries();
}
