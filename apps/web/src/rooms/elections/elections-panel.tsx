import { seatOf, type Wording } from '@kengesh/domain';
import { useState } from 'react';
import { newCommandId } from '../../api/client.js';
import { useWhyNot } from '../../journal/lawful.js';
import { useAsk, useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { useFocusFirst } from '../../ui/focus-first.js';
import { Key, useKey } from '../../ui/keys.js';
import { Refused } from '../../ui/refused.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { WordingField, written } from '../../ui/wording-field.js';
import { ClosingChoice, MethodChoice } from '../voting/vote-choice.js';
import './elections-panel.css';

interface Candidate {
  readonly label: Wording;
  readonly seat: string | null;
}

/** An election to one office: the office, the candidates, named or secret; and the offices filled so far. */
export function ElectionsPanel({ item }: { readonly item: string }) {
  const { state, me } = useSession();
  const { t, w } = useLanguage();
  const whyNot = useWhyNot();
  const [open, setOpen] = useState(false);
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const why = whyNot({
    type: 'voting.openElection',
    office: { id: 'o', title: { ru: '…' } },
    candidates: [{ label: { ru: '…' }, seat: null }],
    method: 'secret',
    closesInSeconds: null,
  });
  const current = state.agenda.current === item;
  useKey('b', t('chair.election.add'), () => setOpen(true), why, presides && current);
  const filled = state.offices.filter(one => state.votings[one.voting]?.item === item);
  if (!presides && filled.length === 0) return null;
  return (
    <section className="elections-panel stack" aria-labelledby="elections-heading">
      <h2 className="overline" id="elections-heading">
        {t('chair.election.heading')}
      </h2>
      {filled.map(one => {
        const candidate = state.votings[one.voting]?.choices.find(choice => choice.id === one.candidate);
        return (
          <p key={one.voting} className="office">
            <span className="soft">{w(one.title)}: </span>
            <strong>✓ {w(candidate?.label ?? {})}</strong>
          </p>
        );
      })}
      {open && current ? (
        <ElectionForm why={why} onDone={() => setOpen(false)} />
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

function ElectionForm({ why, onDone }: { readonly why: string | null; readonly onDone: () => void }) {
  const { state } = useSession();
  const { t, w, language } = useLanguage();
  const { busy, refusal, ask } = useAsk();
  const [title, setTitle] = useState<Wording>({});
  const [candidates, setCandidates] = useState<readonly Candidate[]>([]);
  const [name, setName] = useState('');
  const [method, setMethod] = useState<'named' | 'secret'>('secret');
  const [closesInSeconds, setCloses] = useState<number | null>(null);
  const [error, setError] = useState<{ title?: string; candidates?: string }>({});
  const seats = state.prepared?.seats.filter(one => !candidates.some(other => other.seat === one.id)) ?? [];

  const addName = () => {
    const text = name.trim();
    if (!text) return;
    setCandidates([...candidates, { label: { [language]: text }, seat: null }]);
    setName('');
  };
  const submit = async () => {
    const office = written(title);
    const list = name.trim() ? [...candidates, { label: { [language]: name.trim() }, seat: null }] : candidates;
    setError({
      ...(office ? {} : { title: t('chair.writeFirst') }),
      ...(list.length > 0 ? {} : { candidates: t('chair.election.noCandidate') }),
    });
    if (!office || list.length === 0) return;
    // The same office asked for again keeps its id, so that its register shows one office and not two.
    const before = Object.values(state.votings).find(one => one.office && w(one.office.title) === w(office))?.office
      ?.id;
    const id = before ?? `o-${newCommandId().slice(0, 12)}`;
    const answer = await ask({
      type: 'voting.openElection',
      office: { id, title: office },
      candidates: [...list],
      method,
      closesInSeconds,
    });
    if (answer.ok) onDone();
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
        <div className="candidate-new">
          <Field label={t('chair.election.fromSeats')}>
            {control => (
              <SeatSelect
                {...control}
                seats={seats}
                none={t('chair.election.choose')}
                value=""
                onChange={id => {
                  const seat = seatOf(state, id);
                  if (seat) setCandidates([...candidates, { label: seat.label, seat: id }]);
                }}
              />
            )}
          </Field>
          <Field label={t('chair.election.byName')}>
            {control => (
              <input
                {...control}
                className="input"
                maxLength={300}
                value={name}
                onChange={event => setName(event.target.value)}
                onKeyDown={event => {
                  if (event.key !== 'Enter') return;
                  event.preventDefault();
                  addName();
                }}
              />
            )}
          </Field>
          <Button onClick={addName}>{t('chair.election.addName')}</Button>
        </div>
      </fieldset>
      <div className="vote-choice">
        <MethodChoice value={method} onChange={setMethod} />
        <ClosingChoice value={closesInSeconds} onChange={setCloses} />
      </div>
      <p className="small soft">{t('chair.election.rule')}</p>
      <Refused refusal={refusal} />
      <div className="row">
        <Button type="submit" kind="primary" why={why} busy={busy}>
          {t('chair.election.open')}
        </Button>
        <Button onClick={onDone}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
