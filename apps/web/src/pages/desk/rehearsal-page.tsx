import { PROFILES, type Rehearsal, rehearsalInput, type SessionRow, STAGES } from '@kengesh/contracts';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { PageHead } from './desk-layout.js';
import { known, useApiMutation, useApiQuery, useUpdateCache, useWhy } from './desk-queries.js';
import { check, type Errors, FormField, wholeNumber } from './form.js';
import { useMayWrite } from './may-write.js';
import { QueryBoundary } from './query-boundary.js';
import './rehearsal.css';
import { ReportOf } from './rehearsal-report.js';
import { sessionHref } from './session-href.js';

/** The session before the session: simulated delegates on a copy of it, how far they are, and what was measured. */
export function RehearsalPage({ session: id }: { readonly session: string }) {
  const { t, localize } = useLanguage();
  const session = useApiQuery(api.readSession(id));
  const roster = useApiQuery(api.roster(id));
  const [fast, setFast] = useState(false);
  const answer = useApiQuery(api.rehearsal(id), fast ? 700 : 10_000);
  const why = useMayWrite(session.data?.councilId ?? null);
  const last = answer.data?.last ?? null;
  const running = last !== null && last.endedAt === null;
  useEffect(() => setFast(running), [running]);
  return (
    <QueryBoundary query={session} lines={8}>
      {found => (
        <>
          <PageHead
            over={<Link href={sessionHref(id)}>← {t('rehearsal.back')}</Link>}
            title={`${t('rehearsal.title')}: ${localize(found.title)}`}
          />
          <QueryBoundary query={answer} lines={4}>
            {() => (
              <>
                {running ? (
                  <Running rehearsal={last} session={id} why={why} />
                ) : (
                  <QueryBoundary query={roster} lines={4}>
                    {rows => <Start session={found} seats={rows.filter(row => row.votes).length} why={why} />}
                  </QueryBoundary>
                )}
                <Ended running={running} />
                {last === null ? <p className="soft">{t('rehearsal.none')}</p> : null}
                {last !== null && !running ? <ReportOf rehearsal={last} zone={found.zone} /> : null}
              </>
            )}
          </QueryBoundary>
        </>
      )}
    </QueryBoundary>
  );
}

/** Says once, to whoever does not see the page change, that it is over. */
function Ended({ running }: { readonly running: boolean }) {
  const { t } = useLanguage();
  const was = useRef(running);
  const [said, setSaid] = useState('');
  useEffect(() => {
    if (was.current && !running) setSaid(t('rehearsal.ended'));
    was.current = running;
  }, [running, t]);
  return (
    <span className="visually-hidden" role="status">
      {said}
    </span>
  );
}

function Start({
  session,
  seats,
  why,
}: {
  readonly session: SessionRow;
  readonly seats: number;
  readonly why: string | null;
}) {
  const { t, refusalText: sentence } = useLanguage();
  const explain = useWhy();
  const know = useUpdateCache();
  const { busy, refusal, send } = useApiMutation();
  const [delegates, setDelegates] = useState(String(Math.min(1000, Math.max(2, seats))));
  const [profile, setProfile] = useState<string>('calm');
  const [restart, setRestart] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const changeable = session.phase === 'planned' || session.phase === 'prepared';
  const start = async (event: FormEvent) => {
    event.preventDefault();
    if (busy || why || !changeable) return;
    const input = check(rehearsalInput, { delegates: wholeNumber(delegates), profile, restart }, t);
    setErrors(input.errors ?? {});
    if (!input.data) return;
    const answer = await send(api.startRehearsal(session.id, input.data));
    if (answer) await know(known(api.rehearsal(session.id), answer.value));
  };
  return (
    <form className="card stack desk-form" aria-label={t('rehearsal.title')} onSubmit={start} noValidate>
      <p>{t('rehearsal.offerWhat')}</p>
      <p className="soft">{t('rehearsal.harmless')}</p>
      <FormField
        path="delegates"
        errors={errors}
        label={t('rehearsal.delegates')}
        hint={t('rehearsal.delegates.hint', { seats })}
      >
        {control => (
          <input
            {...control}
            className="input short"
            inputMode="numeric"
            value={delegates}
            onChange={event => setDelegates(event.target.value)}
          />
        )}
      </FormField>
      <fieldset className="stack rehearsal-profiles">
        <legend>{t('rehearsal.profile')}</legend>
        {PROFILES.map(one => (
          <label key={one} className="choice">
            <input type="radio" name="profile" value={one} checked={profile === one} onChange={() => setProfile(one)} />{' '}
            {t(`rehearsal.profile.${one}`)}
          </label>
        ))}
      </fieldset>
      <label className="tick">
        <input type="checkbox" checked={restart} onChange={event => setRestart(event.target.checked)} />{' '}
        {t('rehearsal.restart')}
      </label>
      {refusal ? (
        <p className="notice against" role="alert">
          {explain(refusal)}
        </p>
      ) : null}
      <div>
        <Button
          type="submit"
          kind="primary"
          busy={busy}
          why={why ?? (changeable ? null : sentence('rehearsal.too_late', {}))}
        >
          {t('rehearsal.start')}
        </Button>
      </div>
    </form>
  );
}

function Running({
  rehearsal,
  session,
  why,
}: {
  readonly rehearsal: Rehearsal;
  readonly session: string;
  readonly why: string | null;
}) {
  const { t } = useLanguage();
  const know = useUpdateCache();
  const explain = useWhy();
  const { busy, refusal, send } = useApiMutation();
  const { progress } = rehearsal;
  const stop = async () => {
    if (await send(api.stopRehearsal(session))) await know(null, api.rehearsal(session));
  };
  // Each stage is as long on the bar as any other; within it, as far as it says.
  const stage = progress ? STAGES.indexOf(progress.stage) : 0;
  const part = progress && progress.of > 0 ? progress.done / progress.of : 0;
  const share = progress ? (stage + part) / STAGES.length : 0;
  const text = progress
    ? t(`rehearsal.stage.${progress.stage}`, { done: progress.done, of: progress.of })
    : t('rehearsal.stage.begin');
  return (
    <section className="card stack" aria-labelledby="rehearsal-runs">
      <h2 id="rehearsal-runs">{t('rehearsal.runs')}</h2>
      <progress
        className="rehearsal-progress"
        max={100}
        value={Math.round(share * 100)}
        aria-label={t('rehearsal.progress')}
        aria-valuetext={text}
      />
      <p>{text}</p>
      {refusal ? (
        <p className="notice against" role="alert">
          {explain(refusal)}
        </p>
      ) : null}
      <div>
        <Button kind="danger" busy={busy} why={why} onClick={() => void stop()}>
          {t('rehearsal.stop')}
        </Button>
      </div>
    </section>
  );
}
