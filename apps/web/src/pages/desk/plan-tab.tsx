import type { SeatRow, SessionChange, SessionInput, SessionRow } from '@kengesh/contracts';
import { useState } from 'react';
import { Link } from 'wouter';
import * as api from '../../api/desk.js';
import { mySessions } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { AgendaEditor } from './agenda-editor.js';
import { useAskFirst } from './ask-first.js';
import { known, useApiMutation, useApiQuery, useUpdateCache } from './desk-queries.js';
import { SessionForm } from './session-form.js';
import { rehearsalHref, sessionHref } from './session-href.js';

/** Time, place and agenda, until the session is opened; from then on its own record says what holds. */
export function PlanTab({ session, why }: { readonly session: SessionRow; readonly why: string | null }) {
  const { t } = useLanguage();
  const row = api.readSession(session.id);
  const know = useUpdateCache();
  const { ask } = useApiMutation({ row });
  const [saved, setSaved] = useState<string | null>(null);
  const seats = useApiQuery(api.seats(session.councilId));
  const changeable = session.phase === 'planned' || session.phase === 'prepared';
  if (!changeable)
    return (
      <>
        <p className="notice">
          {t(session.phase === 'cancelled' ? 'desk.session.isCancelled' : 'desk.session.isOpened')}
        </p>
        <AgendaAsItIs session={session} seats={seats.data ?? []} />
      </>
    );
  const save = async (_whole: SessionInput, changed: SessionChange) => {
    const now = await ask(api.changeSession(session.id, { ...changed, revision: session.revision }));
    setSaved(t(now.sequence === session.sequence ? 'desk.saved' : 'desk.session.savedMoved'));
    await know(known(row, now), api.sessions(session.councilId), mySessions(), row);
  };
  return (
    <>
      {session.phase === 'prepared' ? <p className="notice">{t('desk.session.preparedNote')}</p> : null}
      <div className="plan">
        <section className="card stack">
          <h2>{t('desk.session.details')}</h2>
          <SessionForm
            session={session}
            zone={session.zone}
            draft={{ key: `session.${session.id}`, href: sessionHref(session.id) }}
            why={why}
            saved={saved}
            onSave={save}
          />
        </section>
        <section className="card stack">
          <h2>{t('desk.agenda.title')}</h2>
          <AgendaEditor session={session} seats={seats.data ?? []} why={why} />
        </section>
        {why ? null : <OfferRehearsal session={session} />}
        {why ? null : <Cancel session={session} />}
      </div>
    </>
  );
}

function OfferRehearsal({ session }: { readonly session: SessionRow }) {
  const { t } = useLanguage();
  return (
    <section className="card stack">
      <h2>{t('rehearsal.offer')}</h2>
      <p className="soft">{t('rehearsal.offerWhat')}</p>
      <div>
        <Link className="button" href={rehearsalHref(session.id)}>
          {t('rehearsal.open')}
        </Link>
      </div>
    </section>
  );
}

function AgendaAsItIs({ session, seats }: { readonly session: SessionRow; readonly seats: readonly SeatRow[] }) {
  const { t, localize } = useLanguage();
  return (
    <section className="card stack">
      <h2>{t('desk.agenda.title')}</h2>
      {session.agenda.length === 0 ? (
        <p className="empty">{t('desk.agenda.none')}</p>
      ) : (
        <ol className="agenda-plain">
          {session.agenda.map(item => {
            const seat = seats.find(one => one.id === item.rapporteurSeatId);
            return (
              <li key={item.id}>
                {localize(item.title)}
                {seat ? (
                  <span className="soft small"> · {t('desk.agenda.speaks', { name: localize(seat.label) })}</span>
                ) : null}
              </li>
            );
          })}
        </ol>
      )}
    </section>
  );
}

function Cancel({ session }: { readonly session: SessionRow }) {
  const { t } = useLanguage();
  const know = useUpdateCache();
  const row = api.readSession(session.id);
  const cancelling = useAskFirst({
    question: t('desk.session.cancelQuestion'),
    yes: t('desk.session.cancelYes'),
    no: t('desk.session.cancelNo'),
    act: async send => {
      const answer = await send(api.cancelSession(session.id));
      if (answer) await know(known(row, answer.value), row, api.sessions(session.councilId));
      return answer !== null;
    },
  });
  return (
    <section className="stack">
      {cancelling.asking ? null : (
        <div>
          <Button kind="danger" onClick={cancelling.ask}>
            {t('desk.session.cancel')}
          </Button>
        </div>
      )}
      {cancelling.shown}
    </section>
  );
}
