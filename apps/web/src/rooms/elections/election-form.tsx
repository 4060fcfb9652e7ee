import type { Wording } from '@kengesh/domain';
import { useState } from 'react';
import { newCommandId } from '../../api/client.js';
import { useAsk, useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { useFocusFirst } from '../../ui/focus-first.js';
import { Refused } from '../../ui/refused.js';
import { WordingField, written } from '../../ui/wording-field.js';
import { MethodChoice } from '../voting/method-choice.js';
import { ClosingChoice } from '../voting/vote-choice.js';
import { CandidateEntry, type NewCandidate } from './candidate-entry.js';
import { ElectionTerms, placesOf, type Terms, termOf, USUAL_TERMS } from './election-terms.js';

/** An election: the office and its candidates, opened at once by plurality, or called for nominations by another method. */
export function ElectionForm({ why, onDone }: { readonly why: string | null; readonly onDone: () => void }) {
  const { state } = useSession();
  const { t, w } = useLanguage();
  const { busy, refusal, ask } = useAsk();
  const [title, setTitle] = useState<Wording>({});
  const [candidates, setCandidates] = useState<readonly NewCandidate[]>([]);
  const [writing, setWriting] = useState<NewCandidate | null>(null);
  const [method, setMethod] = useState<'named' | 'secret'>('secret');
  const [closesInSeconds, setCloses] = useState<number | null>(null);
  const [terms, setTerms] = useState<Terms>(USUAL_TERMS);
  const [error, setError] = useState<{ title?: string; candidates?: string; term?: string }>({});
  const plain = terms.count === 'plurality';

  const submit = async () => {
    const office = written(title);
    const list = writing ? [...candidates, writing] : candidates;
    const term = termOf(terms);
    setError({
      ...(office ? {} : { title: t('chair.writeFirst') }),
      ...(list.length > 0 || !plain ? {} : { candidates: t('chair.election.noCandidate') }),
      ...(term === undefined ? { term: t('conduct.election.termHalf') } : {}),
    });
    if (!office || (plain && list.length === 0) || term === undefined) return;
    // The same office asked for again keeps its id, so that its register shows one office and not two.
    const before = Object.values(state.votings).find(one => one.office && w(one.office.title) === w(office))?.office
      ?.id;
    const id = before ?? `o-${newCommandId().slice(-12)}`;
    if (terms.count === 'plurality') {
      const answer = await ask({
        type: 'voting.openElection',
        office: { id, title: office },
        candidates: [...list],
        method,
        closesInSeconds,
      });
      if (answer.ok) onDone();
      return;
    }
    const called = await ask({
      type: 'election.call',
      office: { id, title: office },
      seats: placesOf(terms),
      method: terms.count,
      onTie: terms.onTie,
      term,
    });
    if (!called.ok) return;
    // Named by the entry that called it.
    const election = `e${called.seqs[0]}`;
    for (const one of list) {
      const nominated = await ask({ type: 'election.nominate', election, label: one.label, seat: one.seat });
      if (!nominated.ok) return;
    }
    onDone();
  };

  const form = useFocusFirst<HTMLFormElement>();
  return (
    <form
      ref={form}
      className="card stack"
      onSubmit={event => {
        event.preventDefault();
        void submit();
      }}
    >
      <WordingField
        label={t('chair.election.office')}
        value={title}
        onChange={setTitle}
        max={300}
        error={error.title ?? null}
      />
      <fieldset className="stack">
        <legend className="field">
          <span className="label">{t('chair.election.candidates', { n: candidates.length })}</span>
        </legend>
        <ol className="candidates">
          {candidates.map((one, index) => (
            <li key={one.seat ?? w(one.label)}>
              <span>
                {index + 1}. {w(one.label)}
              </span>
              <Button
                kind="quiet"
                size="small"
                aria-label={t('chair.election.remove', { name: w(one.label) })}
                onClick={() => setCandidates(candidates.filter(other => other !== one))}
              >
                ×
              </Button>
            </li>
          ))}
        </ol>
        {error.candidates ? (
          <p className="field">
            <span className="error" role="alert">
              {error.candidates}
            </span>
          </p>
        ) : null}
        <CandidateEntry
          taken={candidates}
          add={t('chair.election.addName')}
          onAdd={one => setCandidates([...candidates, one])}
          onWriting={setWriting}
        />
      </fieldset>
      {plain ? (
        <div className="vote-choice">
          <MethodChoice value={method} onChange={setMethod} />
          <ClosingChoice value={closesInSeconds} onChange={setCloses} />
        </div>
      ) : null}
      {plain ? <p className="small soft">{t('chair.election.rule')}</p> : null}
      <ElectionTerms value={terms} onChange={setTerms} error={error.term ?? null} />
      <Refused refusal={refusal} />
      <div className="row">
        <Button type="submit" kind="primary" why={why} busy={busy}>
          {t(plain ? 'chair.election.open' : 'conduct.election.call')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
