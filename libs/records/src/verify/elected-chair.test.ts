import { expect, test } from '@jest/globals';
import type { Entry } from '@kengesh/journal';
import { meeting } from '../../../domain/src/testing.suite.js';
import { verifyRecord } from '../index.js';
import { recordOf, restamped } from '../record-of.suite.js';

/** A session in which the third seat is elected chair, takes the presiding and closes; `presides: false`: p1 does. */
async function recordOfElection(presidesFrom: 'at_once' | 'end_of_item', presides: boolean) {
  const scene = await meeting({ rules: { offices: { presidesFrom } } });
  const office = { id: 'chair', title: { ru: 'Председатель' } };
  const term = { from: '2026-03-10', to: '2027-03-09' };
  await scene.done('p1', { type: 'election.call', office, seats: 1, method: 'approval', onTie: 'lot', term });
  const election = Object.keys((await scene.state()).elections!)[0]!;
  await scene.done('p1', { type: 'election.nominate', election, label: { ru: 'Кандидат' }, seat: 's3' });
  await scene.done('p1', { type: 'election.open', election, method: 'secret', closesInSeconds: null });
  const voting = Object.keys((await scene.state()).votings)[0]!;
  await scene.cast(voting, { s1: 'c1', s2: 'c1', s3: 'c1' });
  await scene.close(voting);
  await scene.done('p1', { type: 'agenda.take', item: 'two' });
  const by = presides ? 'p3' : 'p1';
  if (presides) await scene.done('p3', { type: 'session.preside', participant: 'p3' });
  await scene.done(by, { type: 'agenda.take', item: 'one' });
  await scene.done(by, { type: 'session.close' });
  return scene.entries();
}
function faultsOf(entries: readonly Entry[]) {
  const verdict = verifyRecord(recordOf(entries), entries.at(-1)!.hash);
  if (!('faults' in verdict)) throw new Error('not read');
  return verdict.faults;
}
const changed = (entries: readonly Entry[], type: string, how: (entry: Entry) => Entry) =>
  restamped(entries.map(entry => (entry.type === type ? how(entry) : entry)));

test.each(['at_once', 'end_of_item'] as const)(
  'PROC-36, REC-24: a record in which the elected presides agrees: %s',
  async from => {
    expect(faultsOf(await recordOfElection(from, true))).toEqual([]);
  },
);

test('PROC-36, REC-24: the same presiding under other rules, before its moment, or by another than the elected is refused', async () => {
  const honest = await recordOfElection('end_of_item', true);
  const seq = honest.find(entry => entry.type === 'session.presided')!.seq;
  const underRules = (presidesFrom: string) =>
    changed(honest, 'session.prepared', entry => ({
      ...entry,
      data: { ...entry.data, rules: { ...(entry.data.rules as object), offices: { presidesFrom } } },
    }));
  expect(faultsOf(underRules('at_once'))).toEqual([]);
  for (const from of ['next_session', 'never'])
    expect(faultsOf(underRules(from))[0]).toMatchObject({ seq, fault: 'rule' });

  const other = changed(honest, 'session.presided', entry => ({
    ...{ ...entry, actor: 'p4' },
    data: { ...entry.data, participant: 'p4' },
  }));
  expect(faultsOf(other)[0]).toMatchObject({ seq, fault: 'rule' });
  const reason = changed(honest, 'session.presided', entry => ({
    ...entry,
    data: { ...entry.data, reason: 'returned' },
  }));
  expect(faultsOf(reason)[0]).toMatchObject({ seq });

  // Before the item has ended.
  const [presided] = honest.filter(entry => entry.type === 'session.presided');
  const filled = honest.findIndex(entry => entry.type === 'office.filled');
  const early = [...honest.slice(0, filled + 1), { ...presided!, at: honest[filled]!.at }];
  expect(faultsOf(restamped(early))[0]).toMatchObject({ seq: filled + 2, fault: 'rule' });
});
