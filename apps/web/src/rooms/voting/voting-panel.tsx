import { openVoting, seatOf, type Voting } from '@kengesh/domain';
import { choiceLabel, ruleSentence } from '@kengesh/phrases';
import { useState } from 'react';
import { useWhyNot } from '../../journal/lawful.js';
import { useAsk, useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { Key, useKey } from '../../ui/keys.js';
import { Refused } from '../../ui/refused.js';
import { LostFor } from '../attendance/lost-for.js';
import { type Missing, missing, votingsOf, waitingMotions } from './missing.js';
import { Outcome } from './outcome.js';
import { OwnBallot } from './own-ballot.js';
import { type VoteChoice, VoteChoicePanel } from './vote-choice.js';
import './voting-panel.css';

interface Props {
  readonly item: string;
  readonly choice: VoteChoice;
  readonly onChoice: (choice: VoteChoice) => void;
}

/** The vote of an item: how it will be held, how far it is, how it came out. */
export function VotingPanel({ item, choice, onChoice }: Props) {
  const { state, me } = useSession();
  const { t } = useLanguage();
  const open = openVoting(state);
  const [last, ...earlier] = votingsOf(state, item).filter(one => one.result !== null);
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const choosing = presides && !open && state.agenda.current === item && waitingMotions(state, item).length > 0;
  if (!open && !last && !choosing) return null;
  return (
    <section className="voting-panel stack" aria-labelledby="voting-heading">
      <h2 className="overline" id="voting-heading">
        {t('chair.vote.heading')}
      </h2>
      {open ? <OpenVote voting={open} /> : null}
      <div aria-live="polite">{last && !open ? <Outcome voting={last} /> : null}</div>
      {choosing ? <VoteChoicePanel item={item} choice={choice} onChoice={onChoice} /> : null}
      {earlier.length > 0 || (open && last) ? (
        <details>
          <summary>{t('chair.vote.earlier', { n: earlier.length + (open && last ? 1 : 0) })}</summary>
          <div className="stack">
            {(open && last ? [last, ...earlier] : earlier).map(one => (
              <Outcome key={one.id} voting={one} />
            ))}
          </div>
        </details>
      ) : null}
    </section>
  );
}

function OpenVote({ voting }: { readonly voting: Voting }) {
  const { state, pulse, me } = useSession();
  const { t, w, language } = useLanguage();
  const whyNot = useWhyNot();
  const { busy, refusal, ask } = useAsk();
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const left = missing(state, voting, pulse);
  const entitled = voting.register.filter(one => one.entitled).length;
  const cast = left === null ? null : entitled - left.length;
  const extend = () => void ask({ type: 'voting.extend', voting: voting.id, seconds: 60 });
  const extendWhy = whyNot({ type: 'voting.extend', voting: voting.id, seconds: 60 });
  useKey('l', t('chair.vote.extend'), extend, extendWhy, presides && voting.closesAt !== null);
  const title = voting.motion ? w(voting.motion.text) : w(voting.office?.title ?? {});
  return (
    <div className="open-vote card stack">
      <div className="row spread">
        <span className="row">
          <span className="badge accent">{t(`roles.method.${voting.method}`)}</span>
          <span className="small">{ruleSentence(language, voting.threshold)}</span>
        </span>
        {voting.closesAt ? (
          <ClosesIn at={voting.closesAt} />
        ) : (
          <span className="small">{t('chair.vote.closesWhenSaid')}</span>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and is reached by keyboard */}
      <p className="vote-text" tabIndex={0}>
        {voting.kind === 'election' ? `${t(voting.runoffOf ? 'chair.vote.runoffOf' : 'chair.vote.electionOf')} ` : ''}
        {title}
        {voting.motion ? (
          <span className="soft small"> · {t('chair.motion.version', { n: voting.motion.version })}</span>
        ) : null}
      </p>
      <div aria-live="polite" aria-atomic="true">
        <p className="cast">{t('chair.vote.cast', { cast: cast ?? '…', entitled })}</p>
      </div>
      <progress max={Math.max(1, entitled)} value={cast ?? 0} aria-label={t('chair.vote.progress')} />
      <OwnBallot />
      {left && left.length > 0 ? (
        <div className="stack">
          <h3 className="small" id="not-yet">
            {t('chair.vote.notYet', { n: left.length })}
          </h3>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long list scrolls, and is reached by keyboard */}
          <ul className="not-yet" aria-labelledby="not-yet" tabIndex={0}>
            {left.map(one => (
              <NotYet key={one.seat} one={one} voting={voting} label={w(seatOf(state, one.seat)?.label ?? {})} />
            ))}
          </ul>
        </div>
      ) : null}
      {presides && voting.closesAt ? (
        <div className="row">
          <Button why={extendWhy} busy={busy} aria-keyshortcuts="l" onClick={extend}>
            {t('chair.vote.extend')} <Key of="l" />
          </Button>
        </div>
      ) : null}
      <Refused refusal={refusal} />
    </div>
  );
}

function ClosesIn({ at }: { readonly at: string }) {
  const { now } = useSession();
  const { t } = useLanguage();
  const left = (Date.parse(at) - useNow(now, 250)) / 1000;
  return (
    <strong className={left <= 15 ? 'closes-soon' : undefined} role="timer">
      {t('chair.vote.closesIn', { clock: clockText(Math.max(0, Math.ceil(left))) })}
    </strong>
  );
}

/** A seat that has not voted: its line, and for the secretary the raised hand of a seat in the hall. */
function NotYet({ one, voting, label }: { readonly one: Missing; readonly voting: Voting; readonly label: string }) {
  const { me } = useSession();
  const { t } = useLanguage();
  const { busy, refusal, ask } = useAsk();
  const byHand = me.role === 'secretary' && voting.method === 'named' && one.line === 'hall';
  const enter = (choice: string) => void ask({ type: 'voting.enter', voting: voting.id, seat: one.seat, choice });
  return (
    <li>
      <span className="who">{label}</span>
      <span className="small">
        {one.line === 'reconnecting' && one.lostAt ? (
          <LostFor since={one.lostAt} />
        ) : (
          <span className={one.line === 'live' || one.line === 'hall' ? 'soft' : 'lost-for'}>
            {t(`chair.vote.line.${one.line}`)}
          </span>
        )}
      </span>
      {byHand ? <ByHand voting={voting} label={label} busy={busy} onEnter={enter} /> : null}
      <Refused refusal={refusal} />
    </li>
  );
}

function ByHand({
  voting,
  label,
  busy,
  onEnter,
}: {
  readonly voting: Voting;
  readonly label: string;
  readonly busy: boolean;
  readonly onEnter: (choice: string) => void;
}) {
  const { t, language } = useLanguage();
  const [choice, choose] = useState<string | null>(null);
  if (voting.kind === 'election')
    return (
      <span className="row by-hand">
        <select
          className="input"
          aria-label={t('chair.vote.handOf', { name: label })}
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
  const marks = [
    ['yes', '✓', 'for'],
    ['no', '✕', 'against'],
    ['abstain', '–', 'abstain'],
  ] as const;
  const picked = marks.find(([one]) => one === choice);
  // A ballot is final, so a slip of the hand is caught before it is one.
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
      <legend className="visually-hidden">{t('chair.vote.handOf', { name: label })}</legend>
      {marks.map(([one, sign, tone]) => (
        <Button
          key={one}
          className={tone}
          busy={busy}
          aria-label={`${label}: ${t(`chair.choice.${one}`)}`}
          title={t(`chair.choice.${one}`)}
          onClick={() => choose(one)}
        >
          {sign}
        </Button>
      ))}
    </fieldset>
  );
}
