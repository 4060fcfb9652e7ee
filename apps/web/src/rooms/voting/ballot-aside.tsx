import { useSession } from '../../journal/session-context.js';
import { useLanguage } from '../../language.js';
import { Progress } from './ballot-sheet.js';
import type { BallotView } from './ballot-state.js';
import { BallotText } from './ballot-text.js';
import { votingTitle } from './ballot-words.js';

/** A vote seen by somebody without a ballot in it: what is voted, and why this page has no ballot. Draws no control (PROC-10). */
export function BallotAside({ ballot }: { readonly ballot: BallotView }) {
  const language = useLanguage();
  const { t } = language;
  const { me } = useSession();
  const { voting, standing } = ballot;
  if (!voting || voting.closedAt || standing.kind === 'entitled') return null;
  return (
    <section className="card stack voting-aside">
      <h2>{t('delegate.ballot.kind', { method: voting.method })}</h2>
      {voting.office ? <p className="ballot-office">{votingTitle(language, voting)}</p> : null}
      {voting.motion ? <BallotText motion={voting.motion} threshold={voting.threshold} /> : null}
      {standing.kind === 'not_entitled' ? (
        <div className="notice warn">
          <strong>{t('delegate.ballot.notEntitled')}</strong>
          <p>{t('delegate.ballot.why', { why: standing.why })}</p>
        </div>
      ) : (
        <p className="soft">{me.seat === null ? t('delegate.ballot.watch') : null}</p>
      )}
      <Progress ballot={ballot} />
    </section>
  );
}
