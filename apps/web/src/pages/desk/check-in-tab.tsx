import type { LinkIssued, SessionRow } from '@kengesh/contracts';
import { type ReactNode, useRef, useState } from 'react';
import { Link } from 'wouter';
import { newCommandId } from '../../api/client.js';
import * as api from '../../api/desk.js';
import { enterSession, mySessions } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { useAskFirst, WhyNot } from './ask-first.js';
import { useApiMutation, useApiQuery, useUpdateCache } from './desk-queries.js';
import { LinkShown } from './link-shown.js';
import { NamedTwice } from './named-twice.js';
import { OrphanList, useOrphans } from './orphan-list.js';
import { Phase } from './phase.js';
import { sessionHref } from './session-href.js';

/** The way from the plan to the live session: hand it over, go in, put up the screen. */
export function CheckInTab({ session, why }: { readonly session: SessionRow; readonly why: string | null }) {
  const { t } = useLanguage();
  const { phase } = session;
  if (phase === 'cancelled') return <p className="notice">{t('desk.session.isCancelled')}</p>;
  if (phase === 'closed')
    return (
      <div className="card stack">
        <p>{t('desk.checkIn.over')}</p>
        <div>
          <Link href={sessionHref(session.id, 'record')} className="button primary">
            {t('desk.checkIn.toRecord')}
          </Link>
        </div>
      </div>
    );
  const prepared = phase !== 'planned';
  const opened = phase === 'open' || phase === 'recess';
  return (
    <ol className="steps">
      <Step n={1} done={prepared} title={t('desk.checkIn.prepare')}>
        <Prepare session={session} opened={opened} why={why} />
      </Step>
      <Step n={2} done={opened} title={t('desk.checkIn.enter')}>
        <Enter session={session} prepared={prepared} />
      </Step>
      <Step n={3} done={false} title={t('desk.checkIn.screen')}>
        <Screen session={session} why={why} />
      </Step>
    </ol>
  );
}

function Step({
  n,
  done,
  title,
  children,
}: {
  readonly n: number;
  readonly done: boolean;
  readonly title: string;
  readonly children: ReactNode;
}) {
  const { t } = useLanguage();
  return (
    <li className={done ? 'card step done' : 'card step'}>
      <span className="step-number" aria-hidden="true">
        {done ? '✓' : n}
      </span>
      <div className="stack">
        <h2>
          {title}
          {done ? <span className="visually-hidden"> ({t('desk.checkIn.done')})</span> : null}
        </h2>
        {children}
      </div>
    </li>
  );
}

function Prepare({
  session,
  opened,
  why,
}: {
  readonly session: SessionRow;
  readonly opened: boolean;
  readonly why: string | null;
}) {
  const { t } = useLanguage();
  const { busy, refusal, send } = useApiMutation();
  const know = useUpdateCache();
  // The same command until it was answered: pressed twice on a bad line, it is done once.
  const command = useRef<string | null>(null);
  const [done, setDone] = useState(false);
  const again = session.phase !== 'planned';
  const seats = useApiQuery(api.seats(session.councilId));
  const orphans = useOrphans(session);
  const lacks = orphans.isWhole ? null : t('desk.orphans.answerFirst');
  const prepare = async () => {
    command.current ??= newCommandId();
    const answers = orphans.answers.length > 0 ? { orphans: [...orphans.answers] } : {};
    const answer = await send(api.prepare(session.id, { command: command.current, ...answers }));
    // Something may have been put in meanwhile.
    if (!answer) return know(null, api.orphans(session.id));
    command.current = null;
    setDone(true);
    await know(null, api.readSession(session.id), api.sessions(session.councilId), mySessions());
  };
  return (
    <>
      <p>{t(opened ? 'desk.checkIn.frozen' : again ? 'desk.checkIn.preparedText' : 'desk.checkIn.prepareText')}</p>
      {opened || !seats.data ? null : <NamedTwice rows={seats.data} />}
      {session.agenda.length === 0 ? <p className="notice warn">{t('desk.checkIn.noAgenda')}</p> : null}
      {opened ? null : <OrphanList session={session} orphans={orphans} why={why} />}
      {opened ? null : (
        <div className="row">
          <Button kind={again ? undefined : 'primary'} busy={busy} why={why ?? lacks} onClick={() => void prepare()}>
            {t(again ? 'desk.checkIn.prepareAgain' : 'desk.checkIn.prepareNow')}
          </Button>
          <span role="status" className="small">
            {done && !busy ? `✓ ${t('desk.checkIn.handedOver')}` : ''}
          </span>
        </div>
      )}
      <WhyNot refusal={refusal} />
    </>
  );
}

function Enter({ session, prepared }: { readonly session: SessionRow; readonly prepared: boolean }) {
  const { t } = useLanguage();
  const { busy, refusal, send } = useApiMutation();
  const enter = async () => {
    const answer = await send(enterSession(session.id));
    if (answer) window.location.assign(answer.value.path);
  };
  return (
    <>
      <p>
        {t('desk.checkIn.enterText')} <Phase phase={session.phase} />
      </p>
      <div>
        <Button
          kind={prepared ? 'primary' : undefined}
          busy={busy}
          why={prepared ? null : t('desk.checkIn.prepareFirst')}
          onClick={() => void enter()}
        >
          {t('desk.checkIn.enterNow')}
        </Button>
      </div>
      <WhyNot refusal={refusal} />
    </>
  );
}

function Screen({ session, why }: { readonly session: SessionRow; readonly why: string | null }) {
  const { t } = useLanguage();
  const [issued, setIssued] = useState<LinkIssued | null>(null);
  const issuing = useAskFirst({
    question: t('desk.checkIn.screenQuestion'),
    yes: t('desk.checkIn.screenNow'),
    act: async send => {
      const answer = await send(api.issueScreenLink(session.id));
      if (answer) setIssued(answer.value);
      return answer !== null;
    },
  });
  return (
    <>
      <p>{t('desk.checkIn.screenText')}</p>
      {issued ? <LinkShown issued={issued} zone={session.zone} label={t('desk.checkIn.screen')} /> : null}
      {issuing.asking ? null : (
        <div>
          <Button busy={issuing.busy} why={why} onClick={issuing.ask}>
            {t('desk.checkIn.screenNow')}
          </Button>
        </div>
      )}
      {issuing.shown}
    </>
  );
}
