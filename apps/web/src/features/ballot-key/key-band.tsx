import { waitsForKey } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { useKeeper, useTendedKeeper } from './keeper-here.js';
import { KeyHeld } from './key-held.js';
import { KeyWaits } from './key-waits.js';

/** Above what is going on: votes that wait for their key, and keys that this page holds of votes that are open. */
export function KeyBand() {
  const { state } = useSession();
  const { t } = useLanguage();
  const { view } = useKeeper();
  useTendedKeeper();
  const keyed = Object.values(state.votings).filter(voting => voting.key && voting.closedAt === null);
  const waiting = keyed.filter(waitsForKey);
  const open = keyed.filter(voting => voting.endedAt === undefined && view.mine.has(voting.key?.public ?? ''));
  return (
    <>
      <p className="visually-hidden" role="status">
        {waiting.length > 0 ? t('ballotKey.waits.heading') : ''}
      </p>
      {waiting.map(voting => (
        <KeyWaits key={voting.id} voting={voting} />
      ))}
      {open.map(voting => (
        <KeyHeld key={voting.id} voting={voting} />
      ))}
    </>
  );
}
