import { type Election, isBureau } from '@kengesh/domain';
import { formatLocalDate } from '@kengesh/phrases/page';
import { useRef, useState } from 'react';
import { excerpt } from '../../drafts/excerpt.js';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { formId, useBarForm } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { NoDeviceNote } from '../voting/no-device-note.js';
import { ClosingChoice } from '../voting/vote-choice.js';
import { CandidateEntry, candidateOf, type NewCandidate } from './candidate-entry.js';
import { ElectionMethod } from './election-method.js';
import { usualMethod } from './usual-method.js';

/** An election that was called: who stands, who withdrew; the list is frozen when the ballot opens. */
export function CalledElection({ election, presides }: { readonly election: Election; readonly presides: boolean }) {
  const { state, me } = useSession();
  const { t, localize, language } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const [method, setMethod] = useState<'named' | 'secret'>(usualMethod(state));
  const [closesInSeconds, setCloses] = useState<number | null>(null);
  const name = `nominate.${election.id}`;
  const draft = useFormDraft<{ readonly writing: string }>({
    form: name,
    kind: 'candidate',
    item: election.item,
    initial: { writing: '' },
    excerpt: typed => excerpt(typed.writing, 40),
  });
  const { writing } = draft.value;
  const nominate = async ({ label, seat }: NewCandidate) => {
    const answer = await ask({ type: 'election.nominate', election: election.id, label, seat });
    // Refused, the name stands in its field again, unless the next is being written there.
    if (!answer.ok && seat === null) draft.change({ writing: latest.current || localize(label) });
  };
  const latest = useRef(writing);
  latest.current = writing;
  const nominateWritten = () => {
    const candidate = candidateOf(writing, language);
    if (!candidate) return;
    draft.clear();
    void nominate(candidate);
  };
  // A name that is written and not nominated yet: the ballot is not opened past it.
  useBarForm(
    writing.trim()
      ? {
          form: name,
          label: t('chair.draft.send.candidate', { name: excerpt(writing.trim(), 56) }),
          detail: null,
          why: null,
          busy,
          submit: nominateWritten,
          setAside: draft.clear,
        }
      : null,
  );
  const standing = election.candidates.filter(one => !one.withdrawn);
  const bureau = me.participant !== null && isBureau(state, me.participant);
  const act = { type: 'election.open', election: election.id, method, closesInSeconds } as const;
  const heading = `election-${election.id}`;
  const facts = [
    t('conduct.election.places', { n: election.seats }),
    t(`conduct.election.count.${election.method}`),
    election.term
      ? t('conduct.election.termText', {
          from: formatLocalDate(language, election.term.from),
          to: formatLocalDate(language, election.term.to),
        })
      : null,
  ];
  return (
    <section className="called-election card stack" aria-labelledby={heading}>
      <div>
        <p className="overline">{t('conduct.election.called')}</p>
        <h3 id={heading}>{localize(election.office.title)}</h3>
        <p className="small soft">{facts.filter(Boolean).join(' · ')}</p>
      </div>
      <p className="small">
        {standing.length > 0 ? t('conduct.election.standing', { n: standing.length }) : t('conduct.election.nobody')}
      </p>
      <ol className="candidates" aria-live="polite">
        {election.candidates.map((one, index) => {
          const withdraw = { type: 'election.withdraw', election: election.id, candidate: one.id } as const;
          return (
            <li key={one.id}>
              <span className={one.withdrawn ? 'soft' : undefined}>
                {index + 1}. {localize(one.label)}
                {one.withdrawn ? ` (${t('conduct.election.withdrawn')})` : ''}
              </span>
              {one.withdrawn || !bureau ? null : (
                <Button
                  kind="quiet"
                  size="small"
                  busy={busy}
                  why={whyNot(withdraw)}
                  aria-label={t('conduct.election.withdraw', { name: localize(one.label) })}
                  onClick={() => void ask(withdraw)}
                >
                  ×
                </Button>
              )}
            </li>
          );
        })}
      </ol>
      {bureau ? (
        <div id={formId(name)}>
          <CandidateEntry
            taken={standing}
            busy={busy}
            writing={writing}
            add={t('conduct.election.nominate')}
            onAdd={candidate => void nominate(candidate)}
            onWriting={next => draft.change({ writing: next })}
          />
        </div>
      ) : null}
      <RefusalNotice refusal={refusal} />
      {presides ? (
        <>
          <div className="vote-choice">
            <ElectionMethod value={method} onChange={setMethod} />
            <ClosingChoice value={closesInSeconds} onChange={setCloses} />
          </div>
          {method === 'secret' ? <NoDeviceNote /> : null}
          <div>
            <Button why={whyNot(act)} busy={busy} onClick={() => void ask(act)}>
              {t('conduct.election.open')}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  );
}
