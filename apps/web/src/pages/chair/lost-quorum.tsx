import {
  mayDebate,
  meetingVote,
  type QuorumFinding,
  type QuorumTest,
  quorumNow,
  quorumTestOf,
  rulesOf,
  type State,
} from '@kengesh/domain';
import { quorumSentence } from '@kengesh/phrases/page';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';

export interface LostQuorum {
  readonly finding: QuorumFinding;
  /** What the vote that the meeting holds hangs on; null where none is open. */
  readonly hangsOn: QuorumTest | null;
}

/** The quorum to decide that a running session is without, or null (PROC-40). */
export function lostQuorum(state: State): LostQuorum | null {
  if (state.session.phase !== 'open' && state.session.phase !== 'recess') return null;
  const finding = quorumNow(state, 'decide');
  if (!finding || finding.met) return null;
  const vote = meetingVote(state);
  return { finding, hangsOn: vote ? quorumTestOf(state, vote) : null };
}

/** Present and needed, what it means now, and what may be done without a quorum at this moment (PROC-03). */
export function LostQuorumNotice({ onAsk }: { readonly onAsk: (what: 'recess' | 'close') => void }) {
  const { state } = useSession();
  const { t, language } = useLanguage();
  const whyNot = useRefusalReason();
  const lost = lostQuorum(state);
  if (!lost) return null;
  const isOpen = state.session.phase === 'open';
  const meaning = !isOpen
    ? ''
    : lost.hangsOn
      ? t(`chair.lost.vote.${lost.hangsOn}`)
      : [
          t('chair.lost.free', { at: rulesOf(state)?.quorumAt ?? 'open' }),
          mayDebate(state) ? '' : t('chair.lost.noDebate'),
        ]
          .filter(Boolean)
          .join(' ');
  const may = (['recess', 'close'] as const).filter(
    what => whyNot(what === 'recess' ? { type: 'session.recess', minutes: null } : { type: 'session.close' }) === null,
  );
  return (
    <div className="next-lost" role="status">
      <p>
        <strong className="next-lost-numbers">{quorumSentence(language, lost.finding)}</strong> {meaning}
      </p>
      {may.map(what => (
        <Button key={what} onClick={() => onAsk(what)}>
          {t(`chair.lost.${what}`)}
        </Button>
      ))}
    </div>
  );
}
