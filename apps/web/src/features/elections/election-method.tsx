import { electionCount, ONE_VOTE, type Voting } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { MethodChoice } from '../voting/method-choice.js';

/** How an election is held, and what is counted in it where seats differ in weight. */
export function ElectionMethod({
  value,
  onChange,
}: {
  readonly value: Voting['method'];
  readonly onChange: (value: Voting['method']) => void;
}) {
  const { state } = useSession();
  const { t } = useLanguage();
  const count = electionCount(state);
  const differ = state.prepared?.seats.some(seat => (seat.weight ?? ONE_VOTE) !== ONE_VOTE);
  return (
    <div className="stack tight">
      <MethodChoice value={value} onChange={onChange} />
      {count && differ ? <p className="small soft">{t(`conduct.election.counts.${count}`)}</p> : null}
    </div>
  );
}
