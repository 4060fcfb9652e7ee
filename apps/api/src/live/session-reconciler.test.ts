import { afterEach, describe, expect, test } from '@jest/globals';
import { pino } from 'pino';
import { Metrics } from '../metrics/metrics.js';
import { type NextRun, type ReconcilerOptions, SessionReconciler } from './session-reconciler.js';

interface Run {
  readonly sessionId: string;
  readonly participant: string;
  readonly at: number;
}

/** Node's timers ring a little early, in milliseconds. */
const EARLY = 2;
const pause = (milliseconds: number) => new Promise<void>(resolve => setTimeout(resolve, milliseconds));
async function until(what: () => boolean): Promise<void> {
  const end = Date.now() + 5000;
  while (!what()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await pause(2);
  }
}

const started: SessionReconciler[] = [];
afterEach(async () => {
  for (const reconciler of started.splice(0)) await reconciler.stop();
});

/** A reconciler whose runs are written down and do what `work` says, given the number of the run and its session. */
function setUp(
  work: (run: number, sessionId: string) => NextRun | Promise<NextRun>,
  options: Partial<ReconcilerOptions> = {},
) {
  const runs: Run[] = [];
  const logged: { msg: string; [field: string]: unknown }[] = [];
  const metrics = new Metrics();
  const log = pino({ level: 'warn' }, { write: line => logged.push(JSON.parse(line)) });
  const reconcile = async (sessionId: string, participant: string) => {
    runs.push({ sessionId, participant, at: performance.now() });
    return work(runs.length, sessionId);
  };
  const reconciler = new SessionReconciler(
    { name: 'sample', failure: 'the sample is behind', reconcile, firstRetryMs: 20, maxRetryMs: 80, ...options },
    metrics,
    log,
  );
  started.push(reconciler);
  const metric = async (line: string) =>
    (await metrics.read()).text
      .split('\n')
      .find(each => each.startsWith(`${line} `))
      ?.slice(line.length + 1);
  return { reconciler, runs, logged, metric, gaps: () => runs.slice(1).map((run, n) => run.at - runs[n]!.at) };
}

/** Work that ends when it is let go. */
function gate() {
  const waiting: ((next: NextRun) => void)[] = [];
  return {
    work: () => new Promise<NextRun>(resolve => waiting.push(resolve)),
    open: (next: NextRun = null) => waiting.shift()!(next),
    waiting,
  };
}

describe('wakes', () => {
  test('during a run bring one more, which begins after them; runs of one session never overlap', async () => {
    const { work, open, waiting } = gate();
    const { reconciler, runs } = setUp(work);
    reconciler.wake('one');
    await until(() => waiting.length === 1);
    for (let n = 0; n < 50; n++) reconciler.wake('one');
    await pause(5);
    expect(runs).toHaveLength(1);
    open();
    await until(() => runs.length === 2);
    expect(waiting).toHaveLength(1);
    open();
    await pause(5);
    expect(runs).toHaveLength(2);
  });

  test('of different sessions, and of participants of one, run side by side', async () => {
    const { work, open, waiting } = gate();
    const { reconciler, runs } = setUp(work);
    reconciler.wake('one');
    reconciler.wake('two');
    reconciler.wake('two', 'p_1');
    reconciler.wake('two', 'p_2');
    await until(() => waiting.length === 4);
    expect(runs.map(({ sessionId, participant }) => [sessionId, participant])).toEqual([
      ['one', ''],
      ['two', ''],
      ['two', 'p_1'],
      ['two', 'p_2'],
    ]);
    while (waiting.length > 0) open();
  });

  test('by a run itself bring one more', async () => {
    const { reconciler, runs } = setUp(run => {
      if (run === 1) reconciler.wake('one');
      return null;
    });
    await reconciler.settle('one');
    expect(runs).toHaveLength(2);
  });

  test('that follow each other closer than the interval are put together, and the last is not lost', async () => {
    const { reconciler, runs, gaps } = setUp(() => 60_000, { minWakeIntervalMs: 40 });
    const begun = performance.now();
    while (performance.now() - begun < 150) {
      reconciler.wake('one');
      await pause(2);
    }
    const last = performance.now();
    reconciler.wake('one');
    await pause(60);
    expect(runs.at(-1)!.at).toBeGreaterThanOrEqual(last);
    for (const gap of gaps()) expect(gap).toBeGreaterThanOrEqual(40 - EARLY);
    expect(runs.length).toBeGreaterThanOrEqual(3);
  });

  test('do not put off what is due sooner than their interval', async () => {
    const { reconciler, runs, gaps } = setUp(run => (run === 1 ? 10 : null), { minWakeIntervalMs: 5000 });
    reconciler.wake('one');
    await until(() => runs.length === 1);
    reconciler.wake('one');
    await until(() => runs.length === 2);
    expect(gaps()[0]).toBeLessThan(1000);
  });

  test('after a while come although the subject was settled meanwhile', async () => {
    const { reconciler, runs } = setUp(() => null);
    reconciler.wakeAfter(30, 'one', 'p_1');
    await reconciler.settle('one', 'p_1');
    expect(runs).toHaveLength(1);
    await until(() => runs.length === 2);
    expect(runs[1]).toMatchObject({ sessionId: 'one', participant: 'p_1' });
  });
});

describe('a run', () => {
  test('says when the next is due: at once, after a while, or not at all', async () => {
    const { reconciler, runs, gaps } = setUp(run => [0, 30, null][run - 1] ?? null);
    await reconciler.settle('one');
    expect(runs).toHaveLength(2);
    await until(() => runs.length === 3);
    expect(gaps()[1]).toBeGreaterThanOrEqual(30 - EARLY);
    await pause(40);
    expect(runs).toHaveLength(3);
  });

  test('that fails is repeated with waits that double up to the longest, and is told with its ids', async () => {
    const { reconciler, runs, logged, metric, gaps } = setUp(run => {
      if (run <= 5) throw new Error(`failure ${run}`);
      return null;
    });
    await reconciler.settle('one', 'p_1');
    expect(runs).toHaveLength(1);
    expect(await metric('kengesh_reconciler_behind{reconciler="sample"}')).toBe('1');
    await until(() => runs.length === 6);
    for (const [index, wait] of [20, 40, 80, 80, 80].entries())
      expect(gaps()[index]).toBeGreaterThanOrEqual(wait - EARLY);
    expect(gaps()[4]).toBeLessThan(320);
    expect(logged).toHaveLength(5);
    expect(logged.map(line => line.retryMs)).toEqual([20, 40, 80, 80, 80]);
    expect(logged[0]).toMatchObject({
      msg: 'the sample is behind',
      reconciler: 'sample',
      sessionId: 'one',
      participant: 'p_1',
      err: { message: 'failure 1' },
    });
    expect(await metric('kengesh_reconciler_behind{reconciler="sample"}')).toBe('0');
    expect(await metric('kengesh_reconciler_runs_total{reconciler="sample",outcome="failed"}')).toBe('5');
    expect(await metric('kengesh_reconciler_runs_total{reconciler="sample",outcome="done"}')).toBe('1');
    expect(await metric('kengesh_reconciler_run_seconds_count{reconciler="sample"}')).toBe('6');
  });

  test('that has not settled it is repeated likewise, without a warning; success begins the waits anew', async () => {
    const { reconciler, runs, logged, gaps } = setUp(
      run => ([1, 2, 4].includes(run) ? 'retry' : run === 3 ? 5 : null),
      { firstRetryMs: 100, maxRetryMs: 10_000 },
    );
    reconciler.wake('one');
    await until(() => runs.length === 5);
    expect(gaps()[0]).toBeGreaterThanOrEqual(100 - EARLY);
    expect(gaps()[1]).toBeGreaterThanOrEqual(200 - EARLY);
    expect(gaps()[3]).toBeGreaterThanOrEqual(100 - EARLY);
    expect(gaps()[3]).toBeLessThan(400);
    expect(logged).toEqual([]);
  });

  test('that ends well is waited for through failures, and only one that began after the asking counts', async () => {
    const { work, open, waiting } = gate();
    const { reconciler, runs } = setUp(async run => {
      const next = await work();
      if (run === 2) throw new Error('away');
      return next;
    });
    reconciler.wake('one');
    await until(() => waiting.length === 1);
    let isSettled = false;
    const settled = reconciler.untilSettled('one').then(() => {
      isSettled = true;
    });
    for (const run of [1, 2, 3]) {
      await until(() => runs.length === run && waiting.length === 1);
      expect(isSettled).toBe(false);
      open();
    }
    await settled;
    expect(runs).toHaveLength(3);
  });

  test('is not repeated twice where a wake came during the wait', async () => {
    const { reconciler, runs } = setUp(
      run => {
        if (run <= 2) throw new Error('away');
        return null;
      },
      { firstRetryMs: 30 },
    );
    await reconciler.settle('one');
    // Does not wait for the retry; and when it fails as well, there is one retry ahead, not two.
    await reconciler.settle('one');
    expect(runs).toHaveLength(2);
    await pause(150);
    expect(runs).toHaveLength(3);
  });
});

describe('catching up', () => {
  test('in turn runs for one after another, and does not stop at one that fails', async () => {
    const { work, open, waiting } = gate();
    const { reconciler, runs } = setUp(
      async run => {
        const next = await work();
        if (run === 2) throw new Error('away');
        return next;
      },
      { firstRetryMs: 500, maxRetryMs: 500 },
    );
    const done = reconciler.catchUp(async () => [['one'], ['two'], ['three', 'p_1']], 'in turn');
    for (const sessionId of ['one', 'two', 'three']) {
      await until(() => waiting.length === 1);
      expect(runs.at(-1)!.sessionId).toBe(sessionId);
      open();
    }
    await done;
    await until(() => runs.length === 4);
    expect(runs[3]!.sessionId).toBe('two');
    open();
  });

  test('together wakes all; a search that fails is repeated', async () => {
    let searches = 0;
    const { reconciler, runs, logged } = setUp(() => null);
    await reconciler.catchUp(async () => {
      if (++searches < 3) throw new Error('no database');
      return [['one'], ['two']];
    }, 'together');
    await until(() => runs.length === 2);
    expect(logged.map(line => line.retryMs)).toEqual([20, 40]);
    expect(logged[0]).toMatchObject({ msg: 'the sample is behind', err: { message: 'no database' } });
  });
});

describe('the end', () => {
  test('waits for runs under way, and begins none: no wake, no retry, no delayed one, no catching up', async () => {
    const { work, open, waiting } = gate();
    const { reconciler, runs, logged } = setUp(async (_, sessionId) => {
      if (sessionId === 'fails') throw new Error('away');
      return work();
    });
    reconciler.wake('fails');
    await until(() => logged.length > 0);
    reconciler.wake('runs');
    await until(() => waiting.length === 1);
    reconciler.wake('runs');
    reconciler.wakeAfter(5, 'later');
    const found = reconciler.catchUp(() => Promise.reject(new Error('no database')), 'together');
    let isStopped = false;
    const stopped = reconciler.stop().then(() => {
      isStopped = true;
    });
    const before = runs.length;
    reconciler.wake('another');
    reconciler.wakeAfter(5, 'another');
    await pause(20);
    expect(isStopped).toBe(false);
    open(0);
    await stopped;
    await found;
    await pause(100);
    expect(runs).toHaveLength(before);
  });

  test('does not wait longer than allowed, and does not tell what fails then', async () => {
    let fail: (error: Error) => void = () => undefined;
    const endless = () =>
      new Promise<NextRun>((_, reject) => {
        fail = reject;
      });
    const { reconciler, runs, logged } = setUp(endless, { maxDrainMs: 10 });
    const settled = reconciler.untilSettled('one');
    await until(() => runs.length === 1);
    await reconciler.stop();
    fail(new Error('closed'));
    await expect(settled).rejects.toThrow('the reconciler sample is stopped');
    await expect(reconciler.untilSettled('two')).rejects.toThrow('is stopped');
    await pause(60);
    expect(runs).toHaveLength(1);
    expect(logged).toEqual([]);
  });
});
