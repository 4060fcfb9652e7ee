import type { ParticipantName, SessionRow } from '@kengesh/contracts';
import { useState } from 'react';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { useApiMutation, useApiQuery, useUpdateCache, useWhy } from './desk-queries.js';
import { QueryBoundary } from './query-boundary.js';

/** Names of the day, which the papers of the session print, and the erasing of one (SEC-13). Folded: they are seldom asked for. */
export function KeptNames({ session }: { readonly session: SessionRow }) {
  const { t } = useLanguage();
  const [open, setOpen] = useState(false);
  const names = useApiQuery(open ? api.names(session.id) : null);
  return (
    <details className="card" onToggle={event => setOpen(event.currentTarget.open)}>
      <summary>{t('desk.names.title')}</summary>
      {open ? (
        <div className="stack">
          <p className="soft">{t('desk.names.how')}</p>
          <QueryBoundary query={names} lines={3}>
            {found => {
              const named = found.filter(one => one.name !== null || one.missing);
              return named.length === 0 ? (
                <p>{t('desk.names.none')}</p>
              ) : (
                <ul className="papers">
                  {named.map(person => (
                    <KeptName key={person.participant} session={session} person={person} />
                  ))}
                </ul>
              );
            }}
          </QueryBoundary>
        </div>
      ) : null}
    </details>
  );
}

function KeptName({ session, person }: { readonly session: SessionRow; readonly person: ParticipantName }) {
  const { t, localize } = useLanguage();
  const [asking, setAsking] = useState(false);
  const { busy, refusal, send } = useApiMutation();
  const know = useUpdateCache();
  const explain = useWhy();
  const erase = async () => {
    if (!(await send(api.eraseName(session.id, person.participant)))) return;
    setAsking(false);
    await know(null, api.names(session.id));
  };
  const { name, missing } = person;
  return (
    <li>
      <div className="row spread">
        <span className="who">
          <span>{localize(person.label)}</span>
          <span className="soft small">{name ?? (missing ? t(`exports.person.${missing}`) : '')}</span>
        </span>
        {name !== null && !asking ? (
          <Button
            size="small"
            kind="danger"
            aria-label={t('desk.names.eraseOf', { name })}
            onClick={() => setAsking(true)}
          >
            {t('desk.names.erase')}
          </Button>
        ) : null}
      </div>
      {name !== null && asking ? (
        <Confirm
          question={t('desk.names.question', { name })}
          yes={t('desk.names.erase')}
          busy={busy}
          onYes={() => void erase()}
          onNo={() => setAsking(false)}
        />
      ) : null}
      {refusal ? (
        <p className="notice against" role="alert">
          {explain(refusal)}
        </p>
      ) : null}
    </li>
  );
}
