import { expect, test } from '@jest/globals';
import { ActFailed, createEngine, createMemoryStore, type Decision, type JournalDef } from '@kengesh/journal';
import { councilSession, type State } from './index.js';
import { prepared, START } from './testing.suite.js';

/** A build whose preparation is followed by this decision, as a mistake in an act would make it. */
const mistaken = (decision: Decision): JournalDef<State> => ({
  ...councilSession,
  acts: {
    ...councilSession.acts,
    'session.open': { ...councilSession.acts['session.open']!, authorize: () => null, decide: () => decision },
  },
});

async function open(decision: Decision, validateEvents: boolean) {
  const store = createMemoryStore({ random: () => 0.5 });
  const engine = createEngine<State>({ def: mistaken(decision), store, now: () => START, validateEvents });
  const desk = { id: 'desk', kind: 'desk' } as const;
  const session = JSON.parse(JSON.stringify(prepared()));
  await engine.submit('j', { id: '1', actor: desk, act: { type: 'session.prepare', session } });
  const chair = { id: 'p1', kind: 'participant' } as const;
  const answer = await engine
    .submit('j', { id: '2', actor: chair, act: { type: 'session.open' } })
    .catch(error => error);
  return { answer, entries: await store.read('j', 0) };
}

const WRONG: Decision = { events: [{ type: 'session.recessed', data: { until: 'noon', why: 'tea' } }] };

test('in tests and development data that is not as its event declares it is not written, and the error says what is wrong', async () => {
  const { answer, entries } = await open(WRONG, true);
  expect(answer).toBeInstanceOf(ActFailed);
  expect(String(answer.cause)).toMatch(/session\.recessed \(seq 2\) is not as it is declared: until: .*; data: .*why/);
  expect(entries).toHaveLength(1);
});

test('nor is data that its schema would change', async () => {
  const { answer } = await open(
    { events: [{ type: 'agenda.added', data: { id: 'x', title: { ru: ' a ' }, rapporteur: null } }] },
    true,
  );
  expect(String(answer.cause)).toContain('agenda.added (seq 2) is not as its schema leaves it');
});

test('in production it is not checked: the journal goes on', async () => {
  const { answer, entries } = await open(WRONG, false);
  expect(answer).toMatchObject({ ok: true, seqs: [2] });
  expect(entries).toHaveLength(2);
});
