import { type AssistedBallot, isPending, seatOf, type Voting } from '@kengesh/domain';
import { choiceLabel } from '@kengesh/phrases/page';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { LostFor } from '../attendance/lost-for.js';
import { apart, type PendingVoter } from './pending-voters.js';

/** Ballots that are one name or one word, which a hand or a voice can say. */
export const takesWords = ({ method, election }: Voting): boolean =>
  method === 'named' && (!election || election.method === 'absolute_majority');

/** Seats that have not voted, each with its line, and in the hall with the secretary’s buttons; apart from them who left. */
export function NotYetList({ left, voting }: { readonly left: readonly PendingVoter[]; readonly voting: Voting }) {
  const { t } = useLanguage();
  const { awaited, gone } = apart(left);
  return (
    <>
      <SeatLines id="not-yet" heading={t('chair.vote.notYet', { n: awaited.length })} lines={awaited} voting={voting} />
      <SeatLines id="not-any-more" heading={t('conduct.left', { n: gone.length })} lines={gone} voting={voting} />
    </>
  );
}

function SeatLines({
  id,
  heading,
  lines,
  voting,
}: {
  readonly id: string;
  readonly heading: string;
  readonly lines: readonly PendingVoter[];
  readonly voting: Voting;
}) {
  const { state } = useSession();
  const { localize } = useLanguage();
  if (lines.length === 0) return null;
  return (
    <div className="stack">
      <h3 className="small" id={id}>
        {heading}
      </h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, and is reached by keyboard */}
      <ul className="not-yet" aria-labelledby={id} tabIndex={0}>
        {lines.map(one => (
          <NotYet key={one.seat} one={one} voting={voting} label={localize(seatOf(state, one.seat)?.label ?? {})} />
        ))}
      </ul>
    </div>
  );
}

/** How a ballot given by telephone stands; null where there is nothing to tell. */
function assistWord(assist: AssistedBallot) {
  if (assist.denied === 'not_so') return 'conduct.assist.denied';
  if (!isPending(assist)) return null;
  return assist.asked && !assist.unanswered ? 'conduct.assist.asked' : 'conduct.assist.waits';
}

/** A seat that has not voted: its line, and for the secretary its raised hand. */
function NotYet({
  one,
  voting,
  label,
}: {
  readonly one: PendingVoter;
  readonly voting: Voting;
  readonly label: string;
}) {
  const { me, state } = useSession();
  const { t } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const mayBeHeard = me.role === 'secretary' && takesWords(voting) && one.line === 'hall';
  const byHand = mayBeHeard && voting.way !== 'hands' && voting.way !== 'roll_call';
  const enter = (choice: string) => void ask({ type: 'voting.enter', voting: voting.id, seat: one.seat, choice });
  const assist = state.assists?.[voting.id]?.[one.seat];
  const told = assist && assistWord(assist);
  return (
    <li>
      <span className="who">{label}</span>
      <span className="small">
        {told ? (
          <span className="lost-for">{t(told)}</span>
        ) : one.line === 'reconnecting' && one.lostAt ? (
          <LostFor since={one.lostAt} />
        ) : (
          <span className={one.line === 'live' || one.line === 'hall' ? 'soft' : 'lost-for'}>
            {one.line === 'left' ? t('conduct.left.line') : t(`chair.vote.line.${one.line}`)}
          </span>
        )}
      </span>
      {byHand ? (
        <ChoiceEntry
          voting={voting}
          label={label}
          legend={t('chair.vote.handOf', { name: label })}
          busy={busy}
          onEnter={enter}
        />
      ) : null}
      <RefusalNotice refusal={refusal} />
    </li>
  );
}

const MARKS = [
  ['yes', '✓', 'for'],
  ['no', '✕', 'against'],
  ['abstain', '–', 'abstain'],
] as const;

/** Somebody else's vote taken down: chosen, then entered; a slip of the hand is caught before it is a ballot. */
export function ChoiceEntry({
  voting,
  label,
  legend,
  busy,
  onEnter,
  words = false,
}: {
  readonly voting: Voting;
  readonly label: string;
  readonly legend: string;
  readonly busy: boolean;
  readonly onEnter: (choice: string) => void;
  /** The choices said beside their signs, where there is room. */
  readonly words?: boolean;
}) {
  const { t, language } = useLanguage();
  const [choice, choose] = useState<string | null>(null);
  const plain = voting.choices.length === 3 && voting.choices[0]?.id === 'yes';
  if (!plain)
    return (
      <span className="row by-hand">
        <select
          className="input"
          aria-label={legend}
          value={choice ?? ''}
          onChange={event => choose(event.target.value || null)}
        >
          <option value="">{t('chair.vote.hand')}…</option>
          {voting.choices.map(one => (
            <option key={one.id} value={one.id}>
              {choiceLabel(language, voting, one.id)}
            </option>
          ))}
        </select>
        <Button
          busy={busy}
          why={choice === null ? t('chair.own.choose') : null}
          onClick={() => choice !== null && onEnter(choice)}
        >
          {t('chair.floor.enterNow')}
        </Button>
      </span>
    );
  const picked = MARKS.find(([one]) => one === choice);
  if (picked)
    return (
      <span className="row by-hand">
        <Button
          kind="primary"
          busy={busy}
          autoFocus
          aria-label={t('chair.vote.handEnter', { name: label, choice: t(`chair.choice.${picked[0]}`) })}
          onClick={() => onEnter(picked[0])}
        >
          {picked[1]} {t('chair.floor.enterNow')}
        </Button>
        <Button aria-label={t('common.cancel')} title={t('common.cancel')} onClick={() => choose(null)}>
          ×
        </Button>
      </span>
    );
  return (
    <fieldset className="row by-hand">
      <legend className="visually-hidden">{legend}</legend>
      {MARKS.map(([one, sign, tone]) => (
        <Button
          key={one}
          className={tone}
          busy={busy}
          aria-label={`${label}: ${t(`chair.choice.${one}`)}`}
          title={t(`chair.choice.${one}`)}
          onClick={() => choose(one)}
        >
          {sign}
          {words ? ` ${t(`roles.choice.${one}`)}` : ''}
        </Button>
      ))}
    </fieldset>
  );
}
