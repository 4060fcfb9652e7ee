import type { RollOffice, Wording } from '@kengesh/domain';
import { newCommandId } from '../../api/client.js';
import { accepted, DraftForm, useDraftForm } from '../../drafts/draft-form.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { WordingField, written } from '../../ui/wording-field.js';

import { NoDeviceNote } from '../voting/no-device-note.js';
import { ClosingChoice } from '../voting/vote-choice.js';
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
  const labelOf = ({ terms }: ElectionDraft) =>
    t(terms.count === 'plurality' ? 'chair.election.open' : 'conduct.election.call');
  /** With the name that is written and not added yet. */
  const listOf = ({ candidates, writing }: ElectionDraft) => {
    const last = candidateOf(writing, language);
    return last ? [...candidates, last] : [...candidates];
  };
  const form = useDraftForm<ElectionDraft>({
    form: `election.${item}`,
    kind: 'election',
    item,
    initial: { ...EMPTY, method: usualMethod(state) },
    words: typed => typed.title,
    label: labelOf,
    note: ({ terms, method }) => {
      const bare = terms.count === 'plurality' && method === 'secret' ? hallWithoutDevice(state, pulse) : null;
      return bare && bare.seats.length > 0
        ? t('chair.noDevice.short', { n: bare.seats.length, hall: bare.hall })
        : null;
    },
    why,
    missing: typed => ({
      title: !written(typed.title) && t('chair.writeFirst'),
      candidates: typed.terms.count === 'plurality' && listOf(typed).length === 0 && t('chair.election.noCandidate'),
      term: termOf(typed.terms) === undefined && t('conduct.election.termHalf'),
    }),
    send: async (typed, ask) => {
      const { title, method, closesInSeconds, terms, roll } = typed;
      const office = written(title) ?? {};
      const list = listOf(typed);
      // The same office asked for again keeps its id, so that its register shows one office and not two.
      const before = Object.values(state.votings).find(
        one => one.office && localize(one.office.title) === localize(office),
      )?.office?.id;
      const id = roll ?? before ?? `o-${newCommandId().slice(-12)}`;
      if (terms.count === 'plurality')
        return accepted(ask, {
          type: 'voting.openElection',
          office: { id, title: office },
          candidates: list,
          method,
          closesInSeconds,
        });
      const called = await ask({
        type: 'election.call',
        office: { id, title: office },
        seats: placesOf(terms),
        method: terms.count,
        onTie: terms.onTie,
        term: termOf(terms) ?? null,
      });
      if (!called.ok) return false;
      // Named by the entry that called it.
      const election = `e${called.seqs[0]}`;
      for (const { label, seat } of list)
        if (!(await accepted(ask, { type: 'election.nominate', election, label, seat }))) return false;
      return true;
    },
    onDone,
  });
  const { title, candidates, writing, method, closesInSeconds, terms, roll } = form.value;
  const plain = terms.count === 'plurality';
  return (
    <DraftForm form={form} yes={labelOf(form.value)}>
      <WordingField
        label={t('chair.election.office')}
        value={title}
        onChange={next => form.change({ title: next })}
        max={300}
        error={form.missing.title || null}
      />
      <RollOfficeChoice
        value={roll}
        hasTerm={!plain && Boolean(termOf(terms))}
        onChange={next => form.change({ roll: next })}
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
                onClick={() => form.change({ candidates: candidates.filter(other => other !== one) })}
              >
                ×
              </Button>
            </li>
          ))}
        </ol>
        {form.missing.candidates ? (
          <p className="field">
            <span className="error" role="alert">
              {form.missing.candidates}
            </span>
          </p>
        ) : null}
        <CandidateEntry
          taken={candidates}
          add={t('chair.election.addName')}
          writing={writing}
          onAdd={one => form.change({ candidates: [...candidates, one] })}
          onWriting={next => form.change({ writing: next })}
        />
      </fieldset>
      {plain ? (
        <div className="vote-choice">
          <ElectionMethod value={method} onChange={next => form.change({ method: next })} />
          <ClosingChoice value={closesInSeconds} onChange={next => form.change({ closesInSeconds: next })} />
        </div>
      ) : null}
      {plain && method === 'secret' ? <NoDeviceNote /> : null}
      {plain ? <p className="small soft">{t('chair.election.rule')}</p> : null}
      <ElectionTerms value={terms} onChange={next => form.change({ terms: next })} error={form.missing.term || null} />
    </DraftForm>
  );
}
