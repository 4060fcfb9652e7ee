import type { Choice, Voting } from '@kengesh/domain';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { BallotChoices } from './ballot-choices.js';
import { choiceWord } from './ballot-words.js';

const isName = ({ id }: Choice) => id !== 'against_all' && id !== 'abstain';
const namesIn = (value: string | null) =>
  value === null || value === 'against_all' || value === 'abstain' ? [] : value.split('.');

/** How many names a ballot may hold; 1: the choices are as in any vote. */
export function namesAllowed({ election, choices }: Voting): number {
  if (!election || election.method === 'absolute_majority') return 1;
  return election.method === 'block_plurality' ? election.seats : choices.filter(isName).length;
}

interface Props {
  readonly voting: Voting;
  readonly value: string | null;
  readonly onChoose: (choice: string | null) => void;
  readonly locked: boolean;
}

/** The choices of whatever ballot: one mark, several with their limit counted, or names in the order of preference. */
export function AnyChoices(props: Props) {
  const { voting, value, onChoose, locked } = props;
  if (voting.election?.method === 'stv') return <Ranking {...props} />;
  if (namesAllowed(voting) > 1) return <Marks {...props} />;
  return <BallotChoices choices={voting.choices} value={value} onChoose={onChoose} locked={locked} />;
}

/** "Against all" and the blank ballot: instead of any name. */
function NoName({ voting, value, onChoose, locked }: Props) {
  const { t } = useLanguage();
  const name = useId();
  const rest = voting.choices.filter(one => !isName(one));
  return (
    <fieldset className="ballot-choices few" disabled={locked}>
      <legend className="soft small">{t('part.election.instead')}</legend>
      {rest.map(one => (
        <label key={one.id} className={`ballot-choice ${one.id === 'abstain' ? 'abstain' : 'against'}`}>
          <input type="radio" name={name} checked={value === one.id} onChange={() => onChoose(one.id)} />
          <span>{t(one.id === 'abstain' ? 'part.election.blank' : 'delegate.ballot.against_all')}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Marks(props: Props) {
  const { voting, value, onChoose, locked } = props;
  const language = useLanguage();
  const { t } = language;
  const limit = namesAllowed(voting);
  const marked = namesIn(value);
  const full = marked.length >= limit;
  const counted = useId();
  const toggle = (id: string) => {
    const names = marked.includes(id) ? marked.filter(one => one !== id) : [...marked, id];
    onChoose(names.length > 0 ? names.join('.') : null);
  };
  return (
    <>
      <p id={counted} className="ballot-limit" role="status">
        {voting.election?.method === 'approval'
          ? t('part.election.approved', { n: marked.length })
          : t('part.election.marked', { n: marked.length, limit })}
      </p>
      <fieldset className="ballot-choices" disabled={locked} aria-describedby={counted}>
        <legend className="visually-hidden">{t('delegate.ballot.yours')}</legend>
        {voting.choices.filter(isName).map(one => {
          const off = full && !marked.includes(one.id);
          return (
            <label key={one.id} className={`ballot-choice accent ${off ? 'off' : ''}`}>
              <input
                type="checkbox"
                checked={marked.includes(one.id)}
                aria-disabled={off || undefined}
                onChange={() => (off ? undefined : toggle(one.id))}
              />
              <span>{choiceWord(language, one)}</span>
            </label>
          );
        })}
      </fieldset>
      <NoName {...props} />
    </>
  );
}

/** Names in the order of preference: put on the list, moved by buttons or arrow keys, taken off. */
function Ranking(props: Props) {
  const { voting, value, onChoose, locked } = props;
  const language = useLanguage();
  const { t } = language;
  const ranked = namesIn(value);
  const list = useRef<HTMLOListElement>(null);
  const follow = useRef<string | null>(null);
  // A row that was moved takes the focus along.
  useEffect(() => {
    const id = follow.current;
    follow.current = null;
    if (id) list.current?.querySelector<HTMLElement>(`[data-name="${id}"]`)?.focus();
  });
  const set = (names: readonly string[]) => onChoose(names.length > 0 ? names.join('.') : null);
  const move = (id: string, by: -1 | 1) => {
    const from = ranked.indexOf(id);
    const to = from + by;
    if (locked || to < 0 || to >= ranked.length) return;
    const after = ranked.filter(one => one !== id);
    after.splice(to, 0, id);
    follow.current = id;
    set(after);
  };
  const word = (id: string) => {
    const one = voting.choices.find(each => each.id === id);
    return one ? choiceWord(language, one) : id;
  };
  const onKey = (event: KeyboardEvent, id: string) => {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return;
    event.preventDefault();
    move(id, event.key === 'ArrowUp' ? -1 : 1);
  };
  return (
    <>
      <p className="ballot-limit">{t('part.election.rank')}</p>
      {ranked.length > 0 ? (
        <ol ref={list} className="ballot-ranking" aria-label={t('part.election.ranking')}>
          {ranked.map((id, index) => (
            <li key={id} onKeyDown={event => onKey(event, id)}>
              <span className="rank">{index + 1}</span>
              <span className="grow">{word(id)}</span>
              <Button
                size="small"
                data-name={id}
                aria-label={t('part.election.up', { name: word(id) })}
                why={index === 0 ? t('part.election.first') : null}
                onClick={() => move(id, -1)}
              >
                ↑
              </Button>
              <Button
                size="small"
                aria-label={t('part.election.down', { name: word(id) })}
                why={index === ranked.length - 1 ? t('part.election.last') : null}
                onClick={() => move(id, 1)}
              >
                ↓
              </Button>
              <Button
                size="small"
                aria-label={t('part.election.off', { name: word(id) })}
                onClick={() => set(ranked.filter(one => one !== id))}
              >
                ✕
              </Button>
            </li>
          ))}
        </ol>
      ) : null}
      <ul className="ballot-choices" aria-label={t('part.election.unranked')}>
        {voting.choices
          .filter(one => isName(one) && !ranked.includes(one.id))
          .map(one => (
            <li key={one.id}>
              <button
                type="button"
                className="ballot-choice accent"
                disabled={locked}
                aria-label={t('part.election.add', { n: ranked.length + 1, name: choiceWord(language, one) })}
                onClick={() => set([...ranked, one.id])}
              >
                <span className="rank" aria-hidden="true">
                  {ranked.length + 1}
                </span>
                <span>{choiceWord(language, one)}</span>
              </button>
            </li>
          ))}
      </ul>
      <NoName {...props} />
    </>
  );
}
