import {
  PROFILES,
  type Rehearsal,
  type RehearsalInput,
  type RehearsalProfile,
  rehearsalInput,
  type SessionRow,
  STAGES,
} from '@kengesh/contracts';
import { useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { WhyNot } from './ask-first.js';
import { PageHead } from './desk-layout.js';
import { known, useApiMutation, useApiQuery, useUpdateCache } from './desk-queries.js';
import { useEditForm } from './edit-form.js';
import { Line } from './fields.js';
import { FormFrame, Refused } from './form.js';
import { wholeNumber } from './form-errors.js';
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
  const { t, refusalText } = useLanguage();
  const know = useUpdateCache();
  const { ask } = useApiMutation();
  const changeable = session.phase === 'planned' || session.phase === 'prepared';
  const notNow = why ?? (changeable ? null : refusalText('rehearsal.too_late'));
  const form = useEditForm<TypedStart, RehearsalInput>({
    draft: null,
    saved: { delegates: String(Math.min(1000, Math.max(2, seats))), profile: 'calm', restart: false },
    schema: rehearsalInput,
    inputOf: ({ delegates, ...rest }) => ({ ...rest, delegates: wholeNumber(delegates) }),
    save: async input => know(known(api.rehearsal(session.id), await ask(api.startRehearsal(session.id, input)))),
  });
  const { register } = form.form;
  return (
    <FormFrame
      form={form}
      label={t('rehearsal.title')}
      labels={{ delegates: t('rehearsal.delegates') }}
      className="card stack desk-form"
      off={notNow !== null}
    >
      <p>{t('rehearsal.offerWhat')}</p>
      <p className="soft">{t('rehearsal.harmless')}</p>
      <Line<TypedStart> name="delegates" short inputMode="numeric" hint={t('rehearsal.delegates.hint', { seats })} />
      <fieldset className="stack rehearsal-profiles">
        <legend>{t('rehearsal.profile')}</legend>
        {PROFILES.map(one => (
          <label key={one} className="choice">
            <input type="radio" value={one} {...register('profile')} /> {t(`rehearsal.profile.${one}`)}
          </label>
        ))}
      </fieldset>
      <label className="tick">
        <input type="checkbox" {...register('restart')} /> {t('rehearsal.restart')}
      </label>
      <Refused form={form} />
      <div>
        <Button type="submit" kind="primary" busy={form.busy} why={notNow}>
          {t('rehearsal.start')}
        </Button>
      </div>
    </FormFrame>
  );
}
interface TypedStart {
  readonly delegates: string;
  readonly profile: RehearsalProfile;
  readonly restart: boolean;
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
      <WhyNot refusal={refusal} />
      <div>
        <Button kind="danger" busy={busy} why={why} onClick={() => void stop()}>
          {t('rehearsal.stop')}
        </Button>
      </div>
    </section>
  );
}
