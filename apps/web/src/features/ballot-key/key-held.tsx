import { participantOf, type Voting } from '@kengesh/domain';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { useKeeper } from './keeper-here.js';
import type { Holder } from './server.js';
import { useVoteTitle } from './vote-title.js';

/** This page holds the key of a vote that is open: another page may be given a copy. */
export function KeyHeld({ voting }: { readonly voting: Voting }) {
  const { me, state } = useSession();
  const { t, localize } = useLanguage();
  const { keeper, view } = useKeeper();
  const title = useVoteTitle();
  const publicKey = voting.key?.public ?? '';
  const heirs = firstOfEach(view.holders.filter(one => one.participant !== me.participant)).filter(
    ({ participant }) =>
      !view.holders.some(one => one.participant === participant && one.confirmed.includes(publicKey)),
  );
  return (
    <details className="key-held">
      <summary>{t('ballotKey.held.summary', { text: title(voting) })}</summary>
      <div className="stack tight">
        <p className="small">{t('ballotKey.held.lead')}</p>
        {view.isKept ? null : <p className="notice warn small">{t('ballotKey.notKept')}</p>}
        {heirs.length === 0 ? <p className="small soft">{t('ballotKey.held.nobody')}</p> : null}
        {heirs.map(heir => {
          const name = localize(participantOf(state, heir.participant)?.label ?? {});
          return (
            <div key={heir.holder} className="row spread">
              <span>{name}</span>
              <Button
                size="small"
                aria-label={t('ballotKey.held.passTo', { name })}
                onClick={() => void keeper.passOn(publicKey, heir)}
              >
                {t('ballotKey.held.pass')}
              </Button>
            </div>
          );
        })}
        <RefusalNotice refusal={view.refusal} />
      </div>
    </details>
  );
}

const firstOfEach = (holders: readonly Holder[]): readonly Holder[] =>
  holders.filter((one, index) => holders.findIndex(other => other.participant === one.participant) === index);
