import { debateOf, devicesOf, keysOf, type Motion, type Task } from '@kengesh/domain';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { MyAgenda } from '../../features/agenda/my-agenda.js';
import { MyAttendance } from '../../features/attendance/my-attendance.js';
import { concernsMe } from '../../features/devices/concerns-me.js';
import { MyHand } from '../../features/floor/my-hand.js';
import { MyInvitation } from '../../features/invitations/my-invitation.js';
import { MyPapers } from '../../features/motions/my-papers.js';
import { RecordedNotice } from '../../features/recording/recorded-notice.js';
import { MyStanding } from '../../features/representation/my-standing.js';
import { MySession } from '../../features/session/my-session.js';
import { VideoStrip } from '../../features/video/video-strip.js';
import { BallotAside } from '../../features/voting/ballot-aside.js';
import { isAsked, isByPost, ownSeat } from '../../features/voting/ballot-seats.js';
import { BallotSheet } from '../../features/voting/ballot-sheet.js';
import { useBallot } from '../../features/voting/ballot-state.js';
import { votingTitle } from '../../features/voting/ballot-words.js';
import { lastOutcome } from '../../features/voting/outcome-facts.js';
import { useLanguage } from '../../language.js';
import { LineNotices } from '../../live/line-notices.js';
import { useSession } from '../../live/session-context.js';
import { Announcer } from './announcer.js';
import { ConnectionBanner } from './connection-banner.js';
import { DelegateHeader } from './delegate-header.js';
import { LazyPanels } from './lazy-section.js';
import { MyPart } from './my-part.js';
import { Ended, Opening } from './no-session.js';
import { useOutcomes } from './use-outcomes.js';

const taskActs = (task: Task) => <LazyPanels>{rare => <rare.MyTaskActs task={task} />}</LazyPanels>;

/** Which panels stand where. Everything below reads the live session; the ballot stands over all of it. */
export function DelegatePage() {
  const language = useLanguage();
  const { t } = language;
  const { me, state, seq, line } = useSession();
  const ballot = useBallot();
  const [fold, setFold] = useState<{ readonly vote: string; readonly folded: boolean } | null>(null);
  const content = useRef<HTMLElement>(null);
  const typing = useTyping(content);
  const asked =
    ballot.voting !== null && (ballot.open.length > 0 || (ballot.mine.length > 0 && isAsked(ballot.voting)));
  useTitle(asked && ballot.voting?.closedAt === null);
  const outcome = lastOutcome(state);
  const outcomes = useOutcomes(seq > 0 && line.status === 'live' && !ballot.waiting, outcome !== null);

  const voted = keysOf(state.ballots).length > 0 || ballot.marks.length > 0;
  if (line.status === 'ended') return <Ended code={line.code} voted={voted} />;
  if (seq === 0 || !state.prepared) return <Opening offline={line.status === 'lost'} />;

  const vote = ballot.voting;
  const sheet = vote !== null && ballot.standing.kind === 'entitled';
  // What runs for days lies folded until it is taken up.
  const folded = vote !== null && (fold?.vote === vote.id ? fold.folded : isByPost(vote));
  // The ballot that waits for a choice stands over the page; one that is folded, recorded or may stay silent lets it be read.
  const waits = sheet && ballot.open.length > 0 && !isAsked(vote) && !vote.lotDue && !ballot.changing;
  const silent = vote?.way === 'consensus' || (vote?.way === 'hands' && ballot.open.every(one => one.hall));
  const inert = waits && !folded && !silent && !typing;
  const { phase } = state.session;
  const votes = me.seat !== null;
  const seat = ownSeat(state, me);
  const { motionsBy, secondsRequired } = debateOf(state);
  const acts =
    seat !== null && phase !== 'closed' && (motionsBy === 'seats' || secondsRequired > 0)
      ? (motion: Motion) => <LazyPanels>{rare => <rare.MyPaperActs motion={motion} seat={seat} />}</LazyPanels>
      : null;
  const coming = <p className="soft small">{t('part.later.loading')}</p>;
  return (
    <div className={`delegate ${sheet ? (folded ? 'ballot-is-folded' : 'ballot-is-up') : ''}`}>
      <DelegateHeader>
        <ConnectionBanner ballot={ballot} />
        <LineNotices />
      </DelegateHeader>
      <main ref={content} className="delegate-main" inert={inert}>
        <div className="delegate-column">
          <MySession />
          {concernsMe(devicesOf(state, me.participant ?? ''), me.device) ? (
            <LazyPanels>{rare => <rare.MyKeys />}</LazyPanels>
          ) : null}
          <RecordedNotice />
          <MyStanding />
          {votes && phase !== 'closed' && state.offices.some(one => one.seat === me.seat) ? (
            <LazyPanels>{rare => <rare.MyOffice />}</LazyPanels>
          ) : null}
          <BallotAside ballot={ballot} />
          {Object.values(state.votings).some(one => one.endedAt && !one.closedAt) ? (
            <p className="notice">{t('delegate.ballot.counting')}</p>
          ) : null}
          {outcome && vote === null && phase !== 'closed' ? (
            outcomes ? (
              <outcomes.BallotOutcome voting={outcome} marks={ballot.marks} />
            ) : (
              <section className="card stack outcome">
                <p className="overline">{t('delegate.outcome.heading')}</p>
                <h2 className="clamp-3">{votingTitle(language, outcome)}</h2>
                <p className="notice">{t('delegate.outcome.coming')}</p>
              </section>
            )
          ) : null}
          {phase === 'closed' ? <LazyPanels>{rare => <rare.SessionHeads heading="h2" />}</LazyPanels> : null}
          {phase === 'closed' ? (
            <Panel id="decided" title={t('delegate.decisions.heading')}>
              {outcomes ? <outcomes.MyDecisions acts={taskActs} /> : coming}
            </Panel>
          ) : null}
          <MyAttendance />
          <VideoStrip />
          {phase === 'open' || phase === 'recess' ? <MyHand /> : null}
          <MyPart />
        </div>
        <div className="delegate-column aside">
          <Panel id="agenda" title={t('delegate.agenda.heading')}>
            <MyAgenda />
          </Panel>
          <Panel id="papers" title={t('delegate.papers.heading')}>
            <MyPapers {...(acts ? { acts } : {})} />
          </Panel>
          {phase === 'closed' ? null : (
            <Panel id="decided" title={t('delegate.decisions.heading')}>
              {outcomes ? <outcomes.MyDecisions acts={taskActs} /> : coming}
            </Panel>
          )}
          {votes ? (
            <Panel id="votes" title={t('delegate.votes.heading')}>
              {outcomes ? <outcomes.MyVotes marks={ballot.marks} /> : coming}
            </Panel>
          ) : null}
          <Panel id="invitation" title={t('delegate.invitation.heading')}>
            <MyInvitation />
          </Panel>
        </div>
      </main>
      <BallotSheet ballot={ballot} folded={folded} onFold={next => setFold(vote && { vote: vote.id, folded: next })} />
      <Announcer ballot={ballot} outcomes={outcomes} />
    </div>
  );
}

function Panel({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

/** Whether somebody types inside the page: then a ballot rises without taking the page away from under the fingers. */
function useTyping(inside: { readonly current: HTMLElement | null }): boolean {
  const [typing, setTyping] = useState(false);
  useEffect(() => {
    const look = () => {
      const field = document.activeElement;
      setTyping(
        field?.matches('input:not([type=radio]), textarea, select, [contenteditable]') === true &&
          inside.current?.contains(field) === true,
      );
    };
    document.addEventListener('focusin', look);
    document.addEventListener('focusout', look);
    return () => {
      document.removeEventListener('focusin', look);
      document.removeEventListener('focusout', look);
    };
  }, [inside]);
  return typing;
}

/** The tab's title says it where the page is behind another one. */
function useTitle(asked: boolean): void {
  const { t, localize } = useLanguage();
  const { state } = useSession();
  const name = state.prepared ? localize(state.prepared.session.title) : t('delegate.title');
  useEffect(() => {
    document.title = asked ? `● ${t('delegate.ballot.open')} · ${name}` : `${name} · Kengesh`;
  }, [asked, name, t]);
}
