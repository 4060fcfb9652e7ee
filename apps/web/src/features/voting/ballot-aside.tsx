import { seatOf } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Progress } from './ballot-sheet.js';
import type { BallotView } from './ballot-state.js';
import { BallotText } from './ballot-text.js';
import { TestMark, WayNote } from './ballot-way.js';
import { votingKind, votingTitle } from './ballot-words.js';

/** A vote seen by somebody without a ballot in it: what is voted, and why this page has no ballot. Draws no control (PROC-10). */
export function BallotAside({ ballot }: { readonly ballot: BallotView }) {
  const language = useLanguage();
  const { t, localize, refusalText } = language;
  const { me, state } = useSession();
  const { voting, standing } = ballot;
  if (!voting || voting.closedAt || standing.kind === 'entitled') return null;
  return (
    <section className="card stack voting-aside">
      <h2>{votingKind(language, voting)}</h2>
      <TestMark voting={voting} />
      {voting.office ? <p className="ballot-office">{votingTitle(language, voting)}</p> : null}
      {voting.motion ? <BallotText motion={voting.motion} threshold={voting.threshold} of={voting} /> : null}
      {standing.kind === 'not_entitled' ? (
        <div className="notice warn">
          <strong>{t('delegate.ballot.notEntitled')}</strong>
          <p>
            {standing.why === 'left'
              ? refusalText('voting.left')
              : standing.why === 'late' ||
                  standing.why === 'absent' ||
                  standing.why === 'vacant' ||
                  standing.why === 'other'
                ? t('delegate.ballot.why', { why: standing.why })
                : t('part.why', {
                    why: standing.why,
                    by: standing.by ? localize(seatOf(state, standing.by)?.label ?? {}) : '',
                  })}
          </p>
        </div>
      ) : (
        <p className="soft">{me.seat === null ? t('delegate.ballot.watch') : null}</p>
      )}
      {voting.way === 'roll_call' ? <WayNote ballot={ballot} /> : null}
      <Progress ballot={ballot} />
    </section>
  );
}
