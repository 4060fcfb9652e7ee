/**
 * Councils meet in zones whose rules change by decree. Time-zone tables older than a decree give wrong hours silently,
 * so a known recent change is asked of Node and of PostgreSQL at every start.
 */
import type { Logger } from 'pino';

/** TZ-09. Kazakhstan gave up +06 on 1 March 2024. */
const canaries = [
  { at: '2024-02-29T12:00:00Z', hour: '18' },
  { at: '2024-03-01T12:00:00Z', hour: '17' },
] as const;
const zone = 'Asia/Almaty';

/** Everything here thinks in UTC; a zone is always named. Must run before the first date is made. */
export function forceUtc(): void {
  process.env.TZ = 'UTC';
}

export type ZoneProbe = (at: string) => Promise<string | undefined> | string | undefined;

/** The canaries that `answer` (two-digit hour in Almaty at an instant) gets wrong. */
export async function failingCanaries(answer: ZoneProbe): Promise<string[]> {
  const wrong: string[] = [];
  for (const { at, hour } of canaries) {
    const found = await answer(at);
    if (found !== hour) wrong.push(`${at} is ${hour} h in ${zone}, not ${found ?? 'unknown'}`);
  }
  return wrong;
}

export const nodeAnswer: ZoneProbe = at =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', hourCycle: 'h23' }).format(new Date(at));

/** Says loudly what is wrong. A start is not refused for it: a session in a zone that did not change is still right. */
export async function checkTimeZones(
  postgresAnswer: (at: string, zone: string) => ReturnType<ZoneProbe>,
  log: Logger,
): Promise<boolean> {
  const asked = [
    { who: 'Node', wrong: await failingCanaries(nodeAnswer), cure: 'Update Node.' },
    {
      who: 'PostgreSQL',
      wrong: await failingCanaries(at => postgresAnswer(at, zone)),
      cure: "Update PostgreSQL's time zones.",
    },
  ];
  log.info({ tz: process.versions.tz }, 'time-zone tables');
  for (const { who, wrong, cure } of asked)
    if (wrong.length > 0)
      log.error({ canary: 'TZ-09', wrong }, `${who} HAS OUTDATED TIME ZONES: meeting times will be wrong. ${cure}`);
  return asked.every(({ wrong }) => wrong.length === 0);
}
