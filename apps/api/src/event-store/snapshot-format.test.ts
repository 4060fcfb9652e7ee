import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { councilSession, entriesOf, type State } from '@kengesh/domain';
import { type Entry, evolve, fold } from '@kengesh/journal';
import { deserialize, equalsSerialized, serialize } from './snapshot-format.js';

const golden = JSON.parse(
  readFileSync(new URL('../../../../test/golden/founding-session.json', import.meta.url), 'utf8'),
) as readonly Entry[];
const plain = (state: State): State => JSON.parse(JSON.stringify(state)) as State;

/** A session in which so many named ballots were given, by the fold itself. */
function withBallots(count: number): State {
  let state = fold(councilSession, golden);
  const cast = golden.find(entry => entry.type === 'voting.cast')!;
  for (let n = 0; n < count; n++)
    state = evolve(councilSession, state, { ...cast, data: { ...cast.data, voting: `v${n % 5}`, seat: `seat-${n}` } });
  return state;
}

test('what was packed is unpacked as it was: a short session, and one with lists of thousands', async () => {
  for (const state of [councilSession.initial, fold(councilSession, golden), withBallots(8000)]) {
    const unpacked = await deserialize(await serialize(state));
    expect(unpacked).toEqual(plain(state));
    expect(await equalsSerialized(state, unpacked)).toBe(true);
  }
});

test('while others are served it is not written on, and then it is the same', async () => {
  const state = withBallots(8000);
  let busy = true;
  let done = false;
  const packing = serialize(state, () => busy).finally(() => {
    done = true;
  });
  await new Promise(resolve => setTimeout(resolve, 200));
  expect(done).toBe(false);
  busy = false;
  expect(await deserialize(await packing)).toEqual(plain(state));
  // Nobody is waited for for ever.
  expect(await deserialize(await serialize(fold(councilSession, golden), () => true))).toEqual(
    plain(fold(councilSession, golden)),
  );
}, 20_000);

test('any other value, one member more and one less are told apart', async () => {
  const state = withBallots(8000);
  const kept = await deserialize(await serialize(state));
  const [voting, table] = entriesOf(kept.ballots).at(-1)!;
  const ballots = Object.fromEntries(entriesOf(table));
  const [seat, ballot] = Object.entries(ballots)[0]!;
  const less: Record<string, object> = { ...ballots };
  delete less[seat];
  const others = [
    { ...kept, session: { ...kept.session, presiding: 'another' } },
    { ...kept, ballots: { ...kept.ballots, [voting]: { ...ballots, [seat]: { ...ballot, choice: 'another' } } } },
    { ...kept, ballots: { ...kept.ballots, [voting]: { ...ballots, more: ballot } } },
    { ...kept, ballots: { ...kept.ballots, [voting]: less } },
    { ...kept, decisions: [] },
    { ...kept, more: {} },
  ] as State[];
  for (const other of others) expect(await equalsSerialized(state, other)).toBe(false);
});

test('a long one is packed, unpacked and compared a little at a time', async () => {
  const state = withBallots(20_000);
  const turnsDuring = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
    let turns = 0;
    let next = setImmediate(function look() {
      turns += 1;
      next = setImmediate(look);
    });
    const made = await work();
    clearImmediate(next);
    return [made, turns];
  };
  const [body, packing] = await turnsDuring(() => serialize(state));
  const [kept, unpacking] = await turnsDuring(() => deserialize(body));
  const [same, comparing] = await turnsDuring(() => equalsSerialized(state, kept));
  expect(same).toBe(true);
  for (const turns of [packing, unpacking, comparing]) expect(turns).toBeGreaterThan(20);
});

test('what is no such paper is refused', async () => {
  await expect(deserialize(Buffer.from('junk'))).rejects.toThrow();
});
