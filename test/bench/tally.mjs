// How long a count takes: 5,000 weighted ballots with a double majority. Usage: node apps/launch/build.mjs --no-web && node test/bench/tally.mjs
import { performance } from 'node:perf_hooks';
import { namedUrn, tally } from '../../libs/domain/dist/rules/tally.js';

const SEATS = 5000;
const RUNS = 21;
const choices = ['yes', 'no', 'abstain'];
const register = Array.from({ length: SEATS }, (_, index) => ({
  seat: `s${index}`,
  participant: `p${index}`,
  entitled: true,
  why: 'present',
  weight: 1_000_000 + ((index * 7919) % 2_000_000),
  delegation: `state-${index % 50}`,
  head: index < 50,
}));
const share = { kind: 'fraction', num: 1, den: 2, cmp: 'gt' };
const voting = {
  id: 'v1',
  kind: 'motion',
  choices: choices.map(id => ({ id, label: null, seat: null })),
  method: 'named',
  threshold: {
    ...share,
    base: 'cast',
    by: 'weight',
    key: 'double',
    and: [{ ...share, base: 'present' }],
    states: { position: 'internal', num: 1, den: 2, cmp: 'gt', base: 'all' },
  },
  tie: 'chairSide',
  presiding: 'p0',
  register,
  statutory: SEATS,
  filled: SEATS,
};
const ballots = Object.fromEntries(
  register.map(({ seat }, index) => [seat, { choice: choices[(index * 31) % 3], channel: 'device' }]),
);

const times = Array.from({ length: RUNS }, () => {
  const start = performance.now();
  tally(voting, namedUrn(ballots));
  return performance.now() - start;
}).sort((one, other) => one - other);
const shown = value => value.toFixed(1);
console.log(
  `${SEATS} weighted ballots: median ${shown(times[RUNS >> 1])} ms, slowest of ${RUNS} ${shown(times.at(-1))} ms`,
);
