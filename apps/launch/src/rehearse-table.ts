/** The report of a rehearsal as lines of text, for a terminal. */
import type { Latency, RehearsalReport } from '@kengesh/contracts';

const columns = ['n', 'p50', 'p95', 'p99', 'last'] as const;

function latencyLine(name: string, latency: Latency | null | undefined): string {
  const cells = columns.map(column => (latency ? String(latency[column]) : '-').padStart(9));
  return `  ${name.padEnd(34)}${cells.join('')}`;
}

export function reportLines(report: RehearsalReport): string[] {
  const { server, restart, states, floor } = report;
  const wrong = report.lost + report.doubled > 0 || states.equal < states.compared;
  return [
    `Rehearsal: ${report.delegates} delegates, ${report.profile}, ${report.seconds} s on ${report.machine}`,
    `  joined ${report.joined}; floor asked ${floor.asked}, given ${floor.given}`,
    '',
    `  ${'ballots'.padEnd(34)}${['entitled', 'told', 'counted', 'lost', 'doubled'].map(name => name.padStart(9)).join('')}`,
    ...report.votes.map(
      vote =>
        `  ${`${vote.method} (${vote.voting})`.padEnd(34)}` +
        [vote.entitled, vote.acknowledged, vote.counted, vote.lost, vote.doubled]
          .map(n => String(n).padStart(9))
          .join(''),
    ),
    '',
    `  ${'milliseconds'.padEnd(34)}${columns.map(name => name.padStart(9)).join('')}`,
    latencyLine('ballot opened to on screen', report.openToScreen),
    latencyLine('ballot pressed to acknowledged', report.ballotToAck),
    latencyLine('line back to state complete', report.reconnectToState),
    ...(restart ? [latencyLine(`server back (away ${restart.awayFor} ms) to state`, restart.readyToState)] : []),
    '',
    ...(server
      ? [
          `  server: ${server.cpuSeconds} CPU seconds, ${Math.round(server.memory / 2 ** 20)} MiB at the end, ` +
            (server.memoryPerLine > 0
              ? `${Math.round(server.memoryPerLine / 1024)} KiB a line`
              : 'no more after all had come in than before'),
        ]
      : []),
    `  states: ${states.equal} of ${states.compared} followers hold what the server shows them`,
    ...states.differing
      .slice(0, 5)
      .map(one => `    ${one.participant} at ${one.seq}, server at ${one.serverSeq}: differs at ${one.where}`),
    ...report.refused.map(one => `  refused ${one.times} ×: ${one.act}: ${one.code} ${JSON.stringify(one.params)}`),
    '',
    wrong ? '  NOT RIGHT: something was lost, doubled or differs.' : '  Every acknowledged ballot counted once.',
  ];
}
