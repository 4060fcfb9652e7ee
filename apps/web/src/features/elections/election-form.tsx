import type { RollOffice, Wording } from '@kengesh/domain';
import { useState } from 'react';
import { newCommandId } from '../../api/client.js';
import { FormActions } from '../../drafts/form-actions.js';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { focusField, useFocusFirst } from '../../ui/focus-first.js';
import { formId, useBarForm } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { WordingField, written } from '../../ui/wording-field.js';

import { NoDeviceNote } from '../voting/no-device-note.js';
import { ClosingChoice, excerpt } from '../voting/vote-choice.js';
import { hallWithoutDevice } from '../voting/without-device.js';
import { CandidateEntry, candidateOf, type NewCandidate } from './candidate-entry.js';
import { ElectionMethod } from './election-method.js';
import { ElectionTerms, placesOf, type Terms, termOf, USUAL_TERMS } from './election-terms.js';
import { RollOfficeChoice } from './roll-office-choice.js';
import { usualMethod } from './usual-method.js';

interface ElectionDraft {
  readonly title: Wording;
  readonly candidates: readonly NewCandidate[];
  /** A name that is written and not added yet: it stands for election too. */
  readonly writing: string;
  readonly method: 'named' | 'secret';
  readonly closesInSeconds: number | null;
  readonly terms: Terms;
  /** Which office of the roll it is; absent: another. */
  readonly roll?: RollOffice | undefined;
}
const EMPTY: ElectionDraft = {
  title: {},
  candidates: [],
  writing: '',
  method: 'secret',
  closesInSeconds: null,
  terms: USUAL_TERMS,
};

/** An election: the office and its candidates, opened at once by plurality, or called for nominations by another method. */
export function ElectionForm({
  item,
  why,
  onDone,
}: {
  readonly item: string;
  readonly why: string | null;
  readonly onDone: () => void;
}) {
  const { state, pulse } = useSession();
  const { t, localize, language } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const name = `election.${item}`;
  const draft = useFormDraft<ElectionDraft>({
    form: name,
    kind: 'election',
    item,
    initial: { ...EMPTY, method: usualMethod(state) },
    excerpt: typed => excerpt(localize(typed.title), 40),
  });
  const { title, candidates, writing, method, closesInSeconds, terms, roll } = draft.value;
  const [error, setError] = useState<{ title?: string; candidates?: string; term?: string }>({});
  const plain = terms.count === 'plurality';

  const submit = async () => {
    const office = written(title);
    const last = candidateOf(writing, language);
    const list = last ? [...candidates, last] : candidates;
    const term = termOf(terms);
    setError({
      ...(office ? {} : { title: t('chair.writeFirst') }),
      ...(list.length > 0 || !plain ? {} : { candidates: t('chair.election.noCandidate') }),
      ...(term === undefined ? { term: t('conduct.election.termHalf') } : {}),
    });
    if (!office || (plain && list.length === 0) || term === undefined) {
      requestAnimationFrame(() => focusField(form.current));
      return;
    }
    // The same office asked for again keeps its id, so that its register shows one office and not two.
    const before = Object.values(state.votings).find(
      one => one.office && localize(one.office.title) === localize(office),
    )?.office?.id;
    const id = roll ?? before ?? `o-${newCommandId().slice(-12)}`;
    if (terms.count === 'plurality') {
      const answer = await ask({
        type: 'voting.openElection',
        office: { id, title: office },
        candidates: [...list],
        method,
        closesInSeconds,
      });
      if (answer.ok) done();
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
    done();
  };
  const done = () => {
    draft.clear();
    onDone();
  };

  const form = useFocusFirst<HTMLFormElement>(!draft.restored);
  const office = written(title);
  const yes = t(plain ? 'chair.election.open' : 'conduct.election.call');
  const bare = plain && method === 'secret' ? hallWithoutDevice(state, pulse) : null;
  const bar = useBarForm({
    form: name,
    note: bare && bare.seats.length > 0 ? t('chair.noDevice.short', { n: bare.seats.length, hall: bare.hall }) : null,
    label: yes,
    detail: office && excerpt(localize(office), 56),
    why,
    busy,
    submit: () => form.current?.requestSubmit(),
    setAside: () => {
      draft.setAside();
      onDone();
    },
  });
  return (
    <form
      ref={form}
      id={formId(name)}
      className="card stack"
      onFocus={bar.onFocus}
      onSubmit={event => {
        event.preventDefault();
        if (!why) void submit();
      }}
    >
      <WordingField
        label={t('chair.election.office')}
        value={title}
        onChange={next => draft.change({ title: next })}
        max={300}
        error={error.title ?? null}
      />
      <RollOfficeChoice
        value={roll}
        hasTerm={!plain && Boolean(termOf(terms))}
        onChange={next => draft.change({ roll: next })}
      />
      <fieldset className="stack">
        <legend className="field">
          <span className="label">{t('chair.election.candidates', { n: candidates.length })}</span>
        </legend>
        <ol className="candidates">
          {candidates.map((one, index) => (
            <li key={one.seat ?? localize(one.label)}>
              <span>
                {index + 1}. {localize(one.label)}
              </span>
              <Button
                kind="quiet"
                size="small"
                aria-label={t('chair.election.remove', { name: localize(one.label) })}
                onClick={() => draft.change({ candidates: candidates.filter(other => other !== one) })}
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
          writing={writing}
          onAdd={one => draft.change({ candidates: [...candidates, one] })}
          onWriting={next => draft.change({ writing: next })}
        />
      </fieldset>
      {plain ? (
        <div className="vote-choice">
          <ElectionMethod value={method} onChange={next => draft.change({ method: next })} />
          <ClosingChoice value={closesInSeconds} onChange={next => draft.change({ closesInSeconds: next })} />
        </div>
      ) : null}
      {plain && method === 'secret' ? <NoDeviceNote /> : null}
      {plain ? <p className="small soft">{t('chair.election.rule')}</p> : null}
      <ElectionTerms value={terms} onChange={next => draft.change({ terms: next })} error={error.term ?? null} />
      <RefusalNotice refusal={refusal} />
      <FormActions inBar={bar.inBar} yes={yes} busy={busy} why={why} onCancel={done} />
    </form>
  );
}
