import type { ParticipantName, SessionRow } from '@kengesh/contracts';
import { useState } from 'react';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { useAskFirst } from './ask-first.js';
import { useApiQuery, useUpdateCache } from './desk-queries.js';
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
  const know = useUpdateCache();
  const { name, missing } = person;
  const erasing = useAskFirst({
    question: t('desk.names.question', { name: name ?? '' }),
    yes: t('desk.names.erase'),
    act: async send => {
      const done = await send(api.eraseName(session.id, person.participant));
      if (done) await know(null, api.names(session.id));
      return done !== null;
    },
  });
  return (
    <li>
      <div className="row spread">
        <span className="who">
          <span>{localize(person.label)}</span>
          <span className="soft small">{name ?? (missing ? t(`exports.person.${missing}`) : '')}</span>
        </span>
        {name !== null && !erasing.asking ? (
          <Button size="small" kind="danger" aria-label={t('desk.names.eraseOf', { name })} onClick={erasing.ask}>
            {t('desk.names.erase')}
          </Button>
        ) : null}
      </div>
      {erasing.shown}
    </li>
  );
}
