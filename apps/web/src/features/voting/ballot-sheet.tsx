import './ballot.css';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { AnyChoices } from './ballot-election.js';
import { AssistQuestions, assistsAsked } from './ballot-entered.js';
import { RecordedBallot, RecordedLine } from './ballot-recorded.js';
import { isAsked } from './ballot-seats.js';
import { SeveralBallots } from './ballot-several.js';
import type { BallotView } from './ballot-state.js';
import { BallotText } from './ballot-text.js';
import { ObjectionBallot, TestMark, WayNote } from './ballot-way.js';
import { ballotWord, votingKind, votingTitle } from './ballot-words.js';

const typing = () => document.activeElement?.matches('input:not([type=radio]), textarea, select, [contenteditable]');

/**
 * The ballot, risen from below. `up`: it stands over the page, which is then inert. It takes the focus once, when it
 * opens, and only from somebody who is not typing; folded it leaves one button, and whoever has voted keeps the receipt.
 */
export function BallotSheet({
  ballot,
  folded,
  onFold,
}: {
  readonly ballot: BallotView;
  readonly folded: boolean;
  readonly onFold: (folded: boolean) => void;
}) {
  const language = useLanguage();
  const { t } = language;
  const { state, me } = useSession();
  // Whoever is asked has twenty seconds: the sheet is not folded over the question.
  const asked = assistsAsked(state, me.participant, ballot).some(([, one]) => !one.unanswered);
  const heading = useRef<HTMLHeadingElement>(null);
  const unfold = useRef<HTMLButtonElement>(null);
  const label = useId();
  const { voting, recorded, mine } = ballot;
  const id = voting?.id ?? null;
  const shown = id !== null && ballot.standing.kind === 'entitled';
  const done = recorded !== null;

  // Opened, or recorded: the heading says so. A reload of a recorded ballot moves nothing.
  const before = useRef<{ id: string | null; done: boolean }>({ id: null, done: false });
  useEffect(() => {
    const was = before.current;
    before.current = { id: shown ? id : null, done };
    if (!shown || folded || typing()) return;
    const opened = was.id !== id && !done;
    if (opened || (was.id === id && !was.done && done)) heading.current?.focus({ preventScroll: true });
  }, [shown, id, done, folded]);

  if (!voting || !shown) return null;
  const fold = (next: boolean) => {
    onFold(next);
    // Asked for by the reader, so the focus goes along.
    requestAnimationFrame(() => (next ? unfold.current : heading.current)?.focus({ preventScroll: true }));
  };
  if (folded && !asked) {
    return (
      <aside className="ballot-folded" aria-label={t('delegate.ballot.open')}>
        <span className="grow">
          {recorded ? (
            <RecordedLine ballot={ballot} />
          ) : (
            t(
              mine.some(one => one.seat === voting.called?.seat)
                ? 'part.roll.you'
                : isAsked(voting) || ballot.open.length === 0
                  ? 'delegate.ballot.open'
                  : 'delegate.ballot.foldedOpen',
            )
          )}
        </span>
        <button
          ref={unfold}
          type="button"
          className={`button ${recorded ? '' : 'primary'}`}
          onClick={() => fold(false)}
        >
          <span aria-hidden="true">▴</span> {t('delegate.ballot.unfold')}
        </button>
      </aside>
    );
  }
  const onEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || ballot.stage === 'sending') return;
    event.preventDefault();
    fold(true);
  };
  return (
    <section
      className={`ballot-sheet ${done ? 'done' : ''}`}
      role="dialog"
      aria-labelledby={label}
      onKeyDown={onEscape}
      data-voting={voting.id}
    >
      <div className="ballot-top">
        <h2 id={label} ref={heading} tabIndex={-1}>
          {done ? t('delegate.ballot.recordedHeading') : votingKind(language, voting)}
        </h2>
        <button type="button" className="button quiet small" onClick={() => fold(true)}>
          <span aria-hidden="true">▾</span> {t('delegate.ballot.fold')}
        </button>
      </div>
      <TestMark voting={voting} />
      <AssistQuestions ballot={ballot} />
      {voting.office ? <p className="ballot-office">{votingTitle(language, voting)}</p> : null}
      {voting.motion ? <BallotText motion={voting.motion} threshold={voting.threshold} of={voting} /> : null}
      {done ? (
        <RecordedBallot ballot={ballot} />
      ) : ballot.stage === 'refused' ? (
        <RefusedBallot ballot={ballot} />
      ) : isAsked(voting) ? (
        <>
          <WayNote ballot={ballot} />
          <ObjectionBallot ballot={ballot} />
        </>
      ) : (
        <ByHandOrPaper ballot={ballot} />
      )}
      <Progress ballot={ballot} />
    </section>
  );
}

/** Who votes on paper or by a raised hand is told so; the device is the other way, where it still is one. */
function ByHandOrPaper({ ballot }: { readonly ballot: BallotView }) {
  const { t } = useLanguage();
  const { voting, mine, open } = ballot;
  if (voting?.lotDue) return <p className="notice warn">{t('part.lot')}</p>;
  const paper = mine.some(one => one.on === 'paper');
  const counted = mine.some(one => one.on === 'hall');
  return (
    <>
      {paper ? <p className="notice by-hall">{t('part.paper')}</p> : null}
      {counted ? <p className="notice by-hall">{t('part.hands.counted')}</p> : null}
      {open.length === 0 ? null : voting?.way === 'hands' && open.every(one => one.hall) ? (
        <>
          <p className="notice by-hall">{t('part.hands.raise')}</p>
          <details className="secret-note">
            <summary>{t('part.hands.instead')}</summary>
            <OpenBallot ballot={ballot} />
          </details>
        </>
      ) : (
        <OpenBallot ballot={ballot} />
      )}
    </>
  );
}

function OpenBallot({ ballot }: { readonly ballot: BallotView }) {
  const language = useLanguage();
  const { t } = language;
  const { line } = useSession();
  const { voting, choice, choices, open, stage } = ballot;
  if (!voting) return null;
  const chosen = open.filter(one => choices[one.seat] !== undefined).length;
  const names = choice?.split('.').length ?? 0;
  const word =
    choice === null
      ? t('part.several.chosen', { n: chosen, of: open.length })
      : names > 1
        ? t('part.election.names', { n: names })
        : ballotWord(language, voting, choice);
  const sending = stage === 'sending';
  const several = open.length > 1;
  return (
    <div className="stack">
      <WayNote ballot={ballot} />
      {several ? (
        <SeveralBallots ballot={ballot} locked={sending} />
      ) : (
        <AnyChoices voting={voting} value={choice} onChoose={next => ballot.choose(next)} locked={sending} />
      )}
      {voting.method === 'secret' ? <SecretNote /> : null}
      <div className="ballot-confirm stack">
        {sending && ballot.inDoubt ? (
          <p className="notice warn" role="status">
            {t('delegate.ballot.inDoubt')}
          </p>
        ) : sending && line.status !== 'live' ? (
          <p className="notice warn" role="status">
            {t('delegate.ballot.waiting', { choice: word })}
          </p>
        ) : null}
        {/* The same button while it is sent, so that the focus stays on it. */}
        <Button
          kind="primary"
          size="large"
          busy={sending}
          why={chosen > 0 ? null : t('delegate.ballot.choose')}
          onClick={ballot.confirm}
        >
          {sending
            ? t(
                ballot.inDoubt
                  ? 'delegate.ballot.inDoubtShort'
                  : line.status === 'live'
                    ? 'delegate.ballot.sending'
                    : 'delegate.ballot.waitingShort',
              )
            : chosen > 0
              ? t('delegate.ballot.confirm', { choice: word })
              : t('delegate.ballot.confirmChoose')}
        </Button>
        {sending ? null : (
          <p className="soft small">{t(ballot.mayChange ? 'part.change.until' : 'delegate.ballot.final')}</p>
        )}
        {ballot.changing && !sending ? (
          <Button onClick={() => ballot.change(false)}>{t('part.change.keep')}</Button>
        ) : null}
      </div>
    </div>
  );
}

function RefusedBallot({ ballot }: { readonly ballot: BallotView }) {
  const { t, refusalText } = useLanguage();
  const { refusal, voting } = ballot;
  return (
    <div className="stack" role="alert">
      <div className="notice against stack">
        <strong>
          {t(refusal?.refused === 'ask.in_doubt' ? 'delegate.ballot.unknown' : 'delegate.ballot.refused')}
        </strong>
        <p>{refusal ? refusalText(refusal.refused, refusal.params) : null}</p>
      </div>
      {voting?.closedAt || voting?.endedAt || refusal?.refused === 'voting.already_cast' ? (
        <Button size="large" onClick={ballot.dismiss}>
          {t('delegate.ballot.dismiss')}
        </Button>
      ) : (
        <Button kind="primary" size="large" onClick={ballot.again}>
          {t('delegate.ballot.again')}
        </Button>
      )}
    </div>
  );
}

function SecretNote() {
  const { t } = useLanguage();
  return (
    <details className="secret-note">
      <summary>{t('delegate.ballot.secretMeaning')}</summary>
      <p>{t('delegate.ballot.secretMeans')}</p>
      <p>{t('delegate.ballot.secretMeansNot')}</p>
    </details>
  );
}

/** How many have voted, and when it closes by itself. */
export function Progress({ ballot }: { readonly ballot: BallotView }) {
  const { t } = useLanguage();
  const { pulse, now } = useSession();
  const at = useNow(now);
  const { voting } = ballot;
  // Nothing is counted where only an objection counts; what runs for days has a date and no clock.
  if (!voting || voting.closedAt || isAsked(voting)) return null;
  const count = pulse?.voting?.id === voting.id ? pulse.voting : null;
  const left =
    voting.closesAt && voting.way !== 'written' ? Math.max(0, (Date.parse(voting.closesAt) - at) / 1000) : null;
  return (
    <p className="ballot-progress soft small">
      {count ? <span>{t('delegate.ballot.cast', { cast: count.cast, entitled: count.entitled })}</span> : null}
      {left === null ? null : <span>{t('delegate.ballot.closesIn', { time: clockText(left) })}</span>}
    </p>
  );
}
