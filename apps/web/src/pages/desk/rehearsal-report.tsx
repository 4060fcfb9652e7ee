import type { Latency, Rehearsal, RehearsalReport } from '@kengesh/contracts';
import { formatDateTime } from '@kengesh/phrases/page';
import { useLanguage } from '../../language.js';
import { offsetMinutes } from '../../ui/zone-time.js';

/** What came of a rehearsal: first whether it is right, then how fast it was. */
export function ReportOf({ rehearsal, zone }: { readonly rehearsal: Rehearsal; readonly zone: string }) {
  const { t, refusalText, language } = useLanguage();
  const { report, failure, startedAt, delegates } = rehearsal;
  const date = formatDateTime(language, startedAt, offsetMinutes(Date.parse(startedAt), zone));
  if (!report)
    return (
      <section className="card stack" aria-label={t('rehearsal.last')}>
        <h2>{t('rehearsal.last')}</h2>
        <p className="notice against">{refusalText(failure?.code ?? 'rehearsal.failed', failure?.params ?? {})}</p>
      </section>
    );
  const { lost, doubled, states } = report;
  const differing = states.compared - states.equal;
  const right = lost === 0 && doubled === 0 && differing === 0;
  return (
    <section className="stack" aria-label={t('rehearsal.last')}>
      <div className="card stack">
        <h2>{t('rehearsal.last')}</h2>
        <p className="soft">
          {t('rehearsal.when', { date, delegates, seconds: Math.round(report.seconds) })} ·{' '}
          {t(`rehearsal.profile.${report.profile}`)}
        </p>
        <p className={right ? 'notice for' : 'notice against'}>
          <span aria-hidden="true">{right ? '✓' : '✕'}</span>{' '}
          {right ? t('rehearsal.good') : t('rehearsal.bad', { lost, doubled, differing })}
        </p>
      </div>
      <Votes report={report} />
      <Times report={report} />
      <Server report={report} />
      {report.refused.length > 0 ? (
        <div className="card stack">
          <h2>{t('rehearsal.refused')}</h2>
          <ul>
            {report.refused.map(one => (
              <li key={`${one.act} ${one.code}`}>
                {t('rehearsal.refusedTimes', { sentence: refusalText(one.code, one.params), n: one.times })}
              </li>
            ))}
          </ul>
        </div>
      ) : null}
    </section>
  );
}

const COUNTS = ['entitled', 'acknowledged', 'counted', 'lost', 'doubled'] as const;

function Votes({ report }: { readonly report: RehearsalReport }) {
  const { t } = useLanguage();
  if (report.votes.length === 0) return null;
  return (
    <div className="card stack">
      <h2 id="rehearsal-votes">{t('rehearsal.votes')}</h2>
      {/* A wide table is scrolled by itself, by keyboard too. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached */}
      <section className="rehearsal-scroll" aria-labelledby="rehearsal-votes" tabIndex={0}>
        <table className="rehearsal-table">
          <thead>
            <tr>
              <th scope="col">{t('rehearsal.vote')}</th>
              {COUNTS.map(count => (
                <th key={count} scope="col">
                  {t(`rehearsal.${count}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {report.votes.map(vote => (
              <tr key={vote.voting}>
                <th scope="row">{t(`rehearsal.vote.${vote.method}`)}</th>
                {COUNTS.map(count => (
                  <td key={count}>{vote[count]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

const MARKS = ['p50', 'p95', 'p99', 'last'] as const;

/** A chart of bars that is a table underneath: each bar carries its number. */
function Times({ report }: { readonly report: RehearsalReport }) {
  const { t } = useLanguage();
  const measured = [
    ['openToScreen', report.openToScreen],
    ['ballotToAck', report.ballotToAck],
    ['reconnectToState', report.reconnectToState],
    ['readyToState', report.restart?.readyToState ?? null],
  ] as const;
  const found = measured.flatMap(([name, latency]) => (latency ? [{ name, latency }] : []));
  if (found.length === 0) return null;
  return (
    <div className="card stack">
      <h2>{t('rehearsal.times')}</h2>
      <p className="soft">{t('rehearsal.timesWhat')}</p>
      {found.map(({ name, latency }) => (
        <Bars key={name} title={t(`rehearsal.${name}`)} latency={latency} />
      ))}
      {report.restart ? (
        <p className="soft">{t('rehearsal.awayFor', { seconds: (report.restart.awayFor / 1000).toFixed(1) })}</p>
      ) : null}
    </div>
  );
}

function Bars({ title, latency }: { readonly title: string; readonly latency: Latency }) {
  const { t } = useLanguage();
  const most = Math.max(latency.last, 1);
  return (
    <table className="rehearsal-bars">
      <caption>{title}</caption>
      <tbody>
        {MARKS.map(mark => (
          <tr key={mark}>
            <th scope="row">{t(mark === 'last' ? 'rehearsal.slowest' : `rehearsal.${mark}`)}</th>
            <td>
              <svg className="rehearsal-bar" aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none">
                <rect width={Math.max(0.5, (latency[mark] / most) * 100)} height="1" />
              </svg>
              <span className="rehearsal-number">{t('rehearsal.ms', { n: Math.round(latency[mark]) })}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Server({ report }: { readonly report: RehearsalReport }) {
  const { t } = useLanguage();
  const { server } = report;
  return (
    <div className="card stack">
      <h2>{t('rehearsal.server')}</h2>
      <ul>
        <li>{t('rehearsal.joined', { n: report.joined, of: Math.max(report.states.compared, report.joined) })}</li>
        {server ? (
          <>
            <li>{t('rehearsal.server.cpu', { n: server.cpuSeconds.toFixed(1) })}</li>
            <li>
              {t('rehearsal.server.memory', {
                all: Math.round(server.memory / 2 ** 20),
                line: Math.round(server.memoryPerLine / 1024),
              })}
            </li>
          </>
        ) : null}
        <li className="soft">{t('rehearsal.server.machine', { name: report.machine })}</li>
      </ul>
    </div>
  );
}
