import { formatLocalDate } from '@kengesh/phrases/page';
import { useState } from 'react';
import { useOpenAtFirst } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Deferred, deferred } from '../../ui/deferred.js';
import { Key, useKey } from '../../ui/keys.js';
import { useFormRequest } from '../../ui/open-forms.js';
import { calledElections } from '../voting/pending-voters.js';
import { CalledElection } from './called-election.js';
import { usualMethod } from './usual-method.js';
import './elections-panel.css';

const electionForm = deferred(() => import('./election-form.js'));

/** The elections of an item: offices filled so far, nominations under way, and a new election. */
export function ElectionsPanel({ item }: { readonly item: string }) {
  const { state, me } = useSession();
  const { t, localize, language } = useLanguage();
  const whyNot = useRefusalReason();
  const typed = useOpenAtFirst(`election.${item}`);
  const [open, setOpen] = useState(typed);
  useFormRequest(`election.${item}`, () => setOpen(true));
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const why = whyNot({
    type: 'voting.openElection',
    office: { id: 'o', title: { ru: '…' } },
    candidates: [{ label: { ru: '…' }, seat: null }],
    method: usualMethod(state),
    closesInSeconds: null,
  });
  const current = state.agenda.current === item;
  useKey('b', t('chair.election.add'), () => setOpen(true), why, presides && current);
  const filled = state.offices.filter(one => state.votings[one.voting]?.item === item);
  const called = calledElections(state, item);
  if (!presides && filled.length === 0 && called.length === 0) return null;
  return (
    <section className="elections-panel stack" aria-labelledby="elections-heading">
      <h2 className="overline" id="elections-heading">
        {t('chair.election.heading')}
      </h2>
      {filled.map(one => {
        const candidate = state.votings[one.voting]?.choices.find(choice => choice.id === one.candidate);
        return (
          <p key={`${one.voting} ${one.candidate}`} className="office">
            <span className="soft">{localize(one.title)}: </span>
            <strong>✓ {localize(candidate?.label ?? {})}</strong>
            {one.term ? (
              <span className="small soft">
                {' '}
                {t('conduct.election.termText', {
                  from: formatLocalDate(language, one.term.from),
                  to: formatLocalDate(language, one.term.to),
                })}
              </span>
            ) : null}
          </p>
        );
      })}
      {called.map(one => (
        <CalledElection key={one.id} election={one} presides={presides && current} />
      ))}
      {open && presides && current ? (
        <Deferred part={electionForm}>
          {({ ElectionForm }) => <ElectionForm item={item} why={why} onDone={() => setOpen(false)} />}
        </Deferred>
      ) : presides && current ? (
        <div>
          <Button size="small" why={why} aria-keyshortcuts="b" onClick={() => setOpen(true)}>
            + {t('chair.election.add')} <Key of="b" />
          </Button>
        </div>
      ) : null}
    </section>
  );
}
