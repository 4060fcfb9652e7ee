/** A session with something of everything in it, for whoever wants to forge its record. */
import type { Entry } from '@kengesh/journal';
import { createScene, type Scene } from '../../../domain/src/testing.suite.js';

const idOf = (entries: readonly Entry[]) => String(entries[0]!.data.id);
const open = (motion: string, more: object = {}) => ({
  type: 'voting.open',
  motion,
  method: 'named',
  majority: 'simple',
  closesInSeconds: null,
  ...more,
});

/** On paper: a device, three papers of the hall, one of them spoiled. */
async function onPaper(scene: Scene) {
  const motion = await scene.motion('О бюджете');
  const voting = idOf(await scene.done('p1', open(motion, { method: 'secret', way: 'paper', tellers: ['p3', 'p4'] })));
  for (const seat of ['s1', 's2', 's3']) await scene.done('sec', { type: 'voting.issuePaper', voting, seat });
  for (const seat of ['s4', 's5', 's6']) await scene.cast(voting, { [seat]: 'yes' });
  for (const teller of ['p3', 'p4'])
    await scene.done(teller, { type: 'voting.countPaper', voting, counts: { yes: 1, no: 1 }, spoiled: 1 });
  await scene.close(voting);
}

async function elections(scene: Scene) {
  const office = { id: 'board', title: { ru: 'Правление' } };
  const call = { type: 'election.call', office, seats: 2, method: 'block_plurality', onTie: 'lot', term: null };
  const election = idOf(await scene.done('p1', call));
  for (const seat of ['s2', 's3', 's4'])
    await scene.done('sec', { type: 'election.nominate', election, label: { ru: `Кандидат ${seat}` }, seat });
  const ballot = { type: 'election.open', election, method: 'named', closesInSeconds: null };
  const named = idOf(await scene.done('p1', ballot));
  await scene.cast(named, { s1: 'c1.c2', s2: 'c1.c3', s3: 'c1.c2', s4: 'c3' });
  await scene.done('p1', { type: 'voting.close', voting: named });
  await scene.done('p1', { type: 'voting.close', voting: named, seed: 'six dice: 4' });

  const stv = idOf(
    await scene.done('p1', { ...call, office: { id: 'committee', title: { ru: 'Комитет' } }, method: 'stv' }),
  );
  for (const seat of ['s1', 's2', 's3', 's4'])
    await scene.done('sec', { type: 'election.nominate', election: stv, label: { ru: `Кандидат ${seat}` }, seat });
  const secret = idOf(await scene.done('p1', { ...ballot, election: stv, method: 'secret' }));
  await scene.cast(secret, { s1: 'c1.c2', s2: 'c1.c2.c3', s3: 'c1.c4', s4: 'c1.c2', s5: 'c3.c4', s6: 'c4' });
  await scene.close(secret);

  const head = await scene.election(['s1', 's2'], 'secret');
  await scene.cast(head, { s1: 'c1', s2: 'c1', s3: 'c2', s4: 'against_all', s5: 'c1' });
  await scene.close(head);
}

async function otherWays(scene: Scene) {
  const voided = await scene.vote();
  await scene.cast(voided, { s1: 'yes', s2: 'no' });
  await scene.done('p1', { type: 'voting.void', voting: voided, reason: 'outage' });
  const motion = (await scene.state()).votings[voided]!.motion!.id;
  const again = idOf(await scene.done('p1', open(motion)));
  await scene.cast(again, { s1: 'yes', s2: 'yes', s3: 'no', s4: 'no', s5: 'abstain' });
  await scene.close(again);
  await scene.done('p1', { type: 'voting.decideTie', voting: again, casting: 'yes' });

  const roll = idOf(await scene.done('p1', open(await scene.motion('О плане'), { way: 'roll_call', seed: 'drawn 5' })));
  for (let call = 0; call < 3; call++) {
    await scene.done('sec', { type: 'voting.callNext', voting: roll });
    const { seat } = (await scene.state()).votings[roll]!.called!;
    await scene.done('sec', { type: 'voting.answer', voting: roll, seat, choice: call === 2 ? 'no' : 'yes' });
  }
  await scene.close(roll);

  const hands = idOf(await scene.done('p1', open(await scene.motion('О зале'), { way: 'hands' })));
  await scene.cast(hands, { s4: 'yes', s5: 'no' });
  await scene.done('sec', { type: 'voting.countHands', voting: hands, counts: { yes: 2, no: 1 } });
  await scene.close(hands);

  const silent = { type: 'voting.askObjections', motion: await scene.motion('О регламенте'), seconds: 10 };
  const asked = idOf(await scene.done('p1', silent));
  scene.wait(11);
  await scene.done('p1', { type: 'voting.close', voting: asked });

  const test = { type: 'voting.openTest', text: { ru: 'Проба' }, method: 'secret', closesInSeconds: 30 };
  const tried = idOf(await scene.done('p1', test));
  for (const seat of ['s1', 's2', 's3']) await scene.cast(tried, { [seat]: 'yes' });
  scene.wait(31);
  await scene.due();
}

/** Six seats, four in the hall; chair p1, deputy p2. */
export async function heldForForgers(): Promise<readonly Entry[]> {
  // Of procedure 3, whose secret votes have no key: what is said of those with one is held against random records.
  const scene = createScene(7, 3);
  await scene.prepare({
    seats: 6,
    hall: 3,
    rules: {
      tie: 'chairExtra',
      ballots: { mayCastAfterLeaving: false },
      representation: { proxies: { perHolder: 1, countForQuorum: false } },
    },
  });
  await scene.arrive('p1', 'p2', 'p3', 'sec', 'p4', 'p5');
  scene.wait(60);
  await scene.done('p1', { type: 'session.open' });
  await scene.done('p1', { type: 'agenda.take', item: 'one' });
  await scene.arrive('p6');
  const first = await scene.vote();
  await scene.cast(first, { s1: 'yes', s2: 'yes', s4: 'yes', s5: 'no' });
  await scene.done('sec', { type: 'voting.enter', voting: first, seat: 's3', choice: 'no' });
  await scene.close(first);
  const decision = (await scene.state()).decisions[0]!;
  const { id, hash } = decision;
  const task = { type: 'task.set', decision: id, text: { ru: 'Доложить' }, responsible: 's2', due: '2026-04-01' };
  await scene.done('sec', task);
  await scene.done('p5', { type: 'decision.remark', kind: 'dissent', seat: 's5', about: id, hash: 'b'.repeat(64) });
  scene.wait(5);
  const secret = await scene.vote('secret');
  for (const [seat, choice] of Object.entries({ s1: 'yes', s2: 'yes', s3: 'no', s4: 'yes' }))
    await scene.cast(secret, { [seat]: choice });
  await scene.close(secret);
  scene.wait(5);
  await onPaper(scene);
  await otherWays(scene);
  await scene.done('p4', { type: 'floor.ask' });
  await scene.done('p1', { type: 'floor.give', participant: 'p4', seconds: 60 });
  await scene.done('system', { type: 'attendance.lineLost', participant: 'p4' });
  scene.wait(61);
  await scene.due();
  await scene.arrive('p4');
  await scene.done('p1', { type: 'agenda.take', item: 'two' });
  const instruction = { kind: 'free' };
  await scene.done('sec', {
    type: 'proxy.register',
    principal: 's6',
    holder: 's5',
    item: null,
    instruction,
    proof: 'D-1',
  });
  await elections(scene);
  scene.wait(60);
  await scene.done('p1', { type: 'session.close' });
  for (const who of ['p1', 'sec']) await scene.done(who, { type: 'decision.sign', decision: id, hash });
  const numbers = [{ decision: id, number: 1, label: '№ 1' }];
  await scene.done('system', { type: 'decision.number', numbers });
  return scene.entries();
}
