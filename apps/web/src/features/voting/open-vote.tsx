import { isCorrespondence, type Voting } from '@kengesh/domain';
import { ruleSentence, wayName, wayRule } from '@kengesh/phrases/page';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { clockText, useNow } from '../../ui/clock.js';
import { Deferred, deferred } from '../../ui/deferred.js';
import { Key, useKey } from '../../ui/keys.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { NotYetList } from './not-yet.js';
import { castOf, pendingVoters } from './pending-voters.js';
import { AssistConfirm, AssistEntry, VoidVote } from './repair.js';
import { DrawLot } from './settle.js';

const parts = deferred(() => import('./open-vote-parts.js'));
const wayWork = (voting: Voting) => <Deferred part={parts}>{({ WayWork }) => <WayWork voting={voting} />}</Deferred>;

/** The vote that is open: what it is on, how far it is, and what its way asks of the bureau. */
export function OpenVote({ voting, own }: { readonly voting: Voting; readonly own: boolean }) {
  const { state, pulse, me } = useSession();
  const { t, localize } = useLanguage();
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const left = pendingVoters(state, voting, pulse);
  const entitled = voting.register.filter(one => one.entitled).length;
  const cast = left === null ? null : castOf(voting, left, pulse);
  const byPost = isCorrespondence(voting);
  const asked = voting.way === 'no_objection' || voting.way === 'silence';
  const title = voting.motion ? localize(voting.motion.text) : localize(voting.office?.title ?? {});
  return (
    <div className={voting.test ? 'open-vote card stack test' : 'open-vote card stack'}>
      <div className="row spread">
        <Marks voting={voting} />
        {voting.closesAt && byPost ? (
          <Deferred part={parts}>{({ Deadline }) => <Deadline at={voting.closesAt ?? ''} />}</Deferred>
        ) : voting.lotDue || voting.way === 'no_objection' ? null : voting.closesAt ? (
          <ClosesIn at={voting.closesAt} />
        ) : (
          <span className="small">
            {t(presides ? 'chair.vote.closesWhenSaid' : 'chair.vote.closesWhenPresidingSays')}
          </span>
        )}
      </div>
      {voting.test ? <p className="notice warn">{t('ways.test')}</p> : null}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text scrolls, and is reached by keyboard */}
      <p className="vote-text" tabIndex={0}>
        {voting.kind === 'election' ? `${t(voting.runoffOf ? 'chair.vote.runoffOf' : 'chair.vote.electionOf')} ` : ''}
        {title}
        {voting.motion && !voting.test ? (
          <span className="soft small"> · {t('chair.motion.version', { n: voting.motion.version })}</span>
        ) : null}
        {voting.repeats || voting.revoteOf ? <span className="soft small"> · {t('conduct.void.repeats')}</span> : null}
      </p>
      <DrawLot voting={voting} />
      {asked ? (
        wayWork(voting)
      ) : voting.lotDue ? null : (
        <>
          <div aria-live="polite" aria-atomic="true">
            <p className="cast">
              {voting.way === 'consensus'
                ? t('conduct.consensus.answered', { n: cast ?? '…', all: entitled })
                : t('chair.vote.cast', { cast: cast ?? '…', entitled })}
            </p>
          </div>
          <progress max={Math.max(1, entitled)} value={cast ?? 0} aria-label={t('chair.vote.progress')} />
        </>
      )}
      <AssistConfirm voting={voting} />
      {voting.way && !asked ? wayWork(voting) : null}
      {own ? <Deferred part={parts}>{({ OwnBallot }) => <OwnBallot />}</Deferred> : null}
      {left && !asked && !voting.lotDue ? (
        <>
          {voting.method === 'secret' && pulse?.bureau ? (
            <p className="small soft">{t('conduct.secret.names', { n: pulse.bureau.voted.length })}</p>
          ) : null}
          <NotYetList left={left} voting={voting} />
          <AssistEntry voting={voting} left={left} />
        </>
      ) : null}
      {presides ? (
        <>
          {voting.closesAt && !byPost ? <MoreTime voting={voting} /> : null}
          {voting.lotDue ? null : <VoidVote voting={voting} />}
        </>
      ) : null}
    </div>
  );
}

/** Named or secret, in what way, by what rule; a test says so first. */
export function Marks({ voting }: { readonly voting: Voting }) {
  const { t, language } = useLanguage();
  const method = voting.election?.method;
  const rule =
    wayRule(language, voting) ??
    (method ? t(`conduct.election.count.${method}`) : ruleSentence(language, voting.threshold));
  return (
    <span className="row">
      {voting.test ? <span className="badge warn">{t('conduct.test.badge')}</span> : null}
      <span className="badge accent">
        {wayName(language, voting) ?? t(`roles.method.${voting.method}`)}
        {voting.way === 'written' && voting.method === 'secret' ? `, ${t('conduct.way.secretly')}` : ''}
      </span>
      <span className="small">{rule}</span>
    </span>
  );
}

function MoreTime({ voting }: { readonly voting: Voting }) {
  const { t } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const act = { type: 'voting.extend', voting: voting.id, seconds: 60 } as const;
  const extend = () => void ask(act);
  const why = whyNot(act);
  useKey('l', t('chair.vote.extend'), extend, why);
  return (
    <div className="row">
      <Button why={why} busy={busy} aria-keyshortcuts="l" onClick={extend}>
        {t('chair.vote.extend')} <Key of="l" />
      </Button>
      <RefusalNotice refusal={refusal} />
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
