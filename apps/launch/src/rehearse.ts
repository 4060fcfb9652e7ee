/**
 * `npm run -s rehearse -- --seats N [--profile calm|storm|flaky] [--url LINK] [--nodes N] [--restart] [--seed N] [--json]`:
 * holds a whole session with N simulated delegates and says what was measured. Without --url on a server of its own that is
 * gone afterwards; with it (a desk's link) in a council that it founds there.
 */
import { parseArgs } from 'node:util';
import { PROFILES, type RehearsalProfile, type RehearsalProgress, type RehearsalReport } from '@kengesh/contracts';
import { enter, found } from '@kengesh/rehearse/desk';
import { rehearse } from '@kengesh/rehearse/rehearse';
import { startThrowAway, type ThrowAway } from './ephemeral-installation.js';
import { reportLines } from './rehearse-table.js';

/** Said to whoever typed it; nothing else is wrong. */
class Wrong extends Error {}

const USAGE = `Usage: npm run -s rehearse -- --seats N [--profile ${PROFILES.join('|')}] [--url LINK] [--nodes N] [--restart] [--seed N] [--json]
  --seats    simulated delegates, 2 to 5000
  --url      a link of the desk, as "npm start" and "npm run account" print it; a council of its own is founded there
  --nodes    how many nodes its own server has, 1 to 8; more than one need redis-server
  --restart  ends and restarts its own server in the middle of the named vote
  --json     one JSON object instead of the table`;

interface Asked {
  readonly seats: number;
  readonly profile: RehearsalProfile;
  readonly url: string | undefined;
  readonly nodes: number;
  readonly restart: boolean;
  readonly seed: number;
  readonly json: boolean;
}

function read(args: readonly string[]): Asked {
  const whole = (name: string, text: string | undefined, least: number, most: number) => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < least || value > most)
      throw new Wrong(
        `--${name}: found ${text ?? 'nothing'}, expected a whole number from ${least} to ${most}\n${USAGE}`,
      );
    return value;
  };
  const options = {
    seats: { type: 'string' },
    profile: { type: 'string', default: 'calm' },
    url: { type: 'string' },
    nodes: { type: 'string', default: '1' },
    restart: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  } as const;
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    ({ values } = parseArgs({ args: [...args], options }));
  } catch (error) {
    throw new Wrong(`${(error as Error).message}\n${USAGE}`);
  }
  const { url, restart, json } = values;
  const profile = PROFILES.find(one => one === values.profile);
  if (!profile) throw new Wrong(`--profile: found ${values.profile}, expected ${PROFILES.join(', ')}\n${USAGE}`);
  if (url !== undefined && !(URL.canParse(url) && new URL(url).hash.length > 1))
    throw new Wrong(`--url: found ${url}, expected a link of the desk with its secret after #\n${USAGE}`);
  if (url !== undefined && (restart || values.nodes !== '1'))
    throw new Wrong(`--restart and --nodes: only for a server of its own, not the one at --url\n${USAGE}`);
  const seats = whole('seats', values.seats, 2, 5000);
  const nodes = whole('nodes', values.nodes, 1, 8);
  return { seats, profile, url, nodes, restart, json, seed: whole('seed', values.seed, 0, 2 ** 31) };
}

async function run(args: readonly string[]): Promise<RehearsalReport> {
  const { seats, profile, url, nodes, restart, seed, json } = read(args);
  const show = progressLine(json);
  const opening: Promise<ThrowAway> | undefined = url === undefined ? startThrowAway(nodes) : undefined;
  // Whoever breaks it off wants nothing left behind either, also who does so twice.
  let leaving = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (leaving) return;
      leaving = true;
      void Promise.resolve(opening)
        .then(own => own?.stop())
        .finally(() => process.exit(130));
    });
  const own = await opening;
  try {
    const desk = await enter(url ?? (await own!.deskLink()));
    const session = await found(desk, seats, done => show('found', done, seats));
    const { report } = rehearse(
      {
        ...{ url: desk.url, token: desk.token, session, delegates: seats, profile, seed, restart },
        pids: own?.pids() ?? [],
        limit: 300 + seats,
      },
      {
        progress: ({ stage, done, of }: RehearsalProgress) => show(stage, done, of),
        ...(own ? { restart: own.restart } : {}),
      },
    );
    return await report;
  } finally {
    show('', 0, 0);
    await own?.stop();
  }
}

/** One line that is written over; none where nobody looks. */
function progressLine(silent: boolean) {
  if (silent || !process.stderr.isTTY) return () => undefined;
  return (stage: string, done: number, of: number) =>
    void process.stderr.write(`\r\x1b[K${stage === '' ? '' : `${stage} ${done}/${of}`}`);
}

const args = process.argv.slice(2);
run(args).then(
  report => {
    process.stdout.write(
      args.includes('--json') ? `${JSON.stringify(report, null, 2)}\n` : `${reportLines(report).join('\n')}\n`,
    );
    const { lost, doubled, states } = report;
    process.exit(lost === 0 && doubled === 0 && states.equal === states.compared ? 0 : 1);
  },
  error => {
    console.error(error instanceof Wrong ? error.message : error);
    process.exit(error instanceof Wrong ? 2 : 1);
  },
);
