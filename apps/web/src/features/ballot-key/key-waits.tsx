import { BallotKeyError } from '@kengesh/ballot-key';
import { participantOf, type Voting } from '@kengesh/domain';
import { formatTime } from '@kengesh/phrases/page';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { offsetMinutes } from '../../ui/zone-time.js';
import { useKeeper } from './keeper-here.js';
import { confirmedBy } from './key-keeper.js';
import { useVoteTitle } from './vote-title.js';

/** A vote that has ended and is not counted: who has its key, and what can be done where nobody comes. */
export function KeyWaits({ voting }: { readonly voting: Voting }) {
  const { me, state } = useSession();
  const { t, localize } = useLanguage();
  const { view } = useKeeper();
  const title = useVoteTitle();
  const zone = state.prepared?.session.zone ?? 'UTC';
  const clock = (instant: string) => formatTime(instant, offsetMinutes(Date.parse(instant), zone));
  const presides = me.participant !== null && me.participant === state.session.presiding;
  const publicKey = voting.key?.public ?? '';
  const nameOf = (id: string) => localize(participantOf(state, id)?.label ?? {});
  const online = [...confirmedBy(view.holders, publicKey)].map(nameOf);
  const holders = (voting.key?.holders ?? []).map(one =>
    'participant' in one ? nameOf(one.participant) : t('ballotKey.state.code'),
  );
  return (
    <section className="key-waits stack tight" aria-label={t('ballotKey.waits.heading')}>
      <h2 className="overline">{t('ballotKey.waits.heading')}</h2>
      <p>
        <strong>{title(voting)}</strong>
      </p>
      <p>{t('ballotKey.waits.ended', { time: clock(voting.endedAt ?? voting.openedAt) })}</p>
      <p role="status">
        {view.mine.has(publicKey)
          ? t('ballotKey.waits.giving')
          : online.length > 0
            ? t('ballotKey.waits.online', { names: online.join(', ') })
            : t('ballotKey.waits.nobody')}
      </p>
      <p className="small">
        {t('ballotKey.waits.heldBy', { time: clock(voting.openedAt), names: holders.join(', ') })}
      </p>
      <RefusalNotice refusal={view.refusal} />
      {view.coded.has(publicKey) && !view.mine.has(publicKey) ? <ByCode publicKey={publicKey} /> : null}
      <p className="small">{t(presides ? 'ballotKey.waits.close' : 'ballotKey.waits.goesOn')}</p>
      {presides ? <KeyLost voting={voting.id} /> : null}
    </section>
  );
}

function ByCode({ publicKey }: { readonly publicKey: string }) {
  const { t } = useLanguage();
  const { keeper } = useKeeper();
  const [code, setCode] = useState('');
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const open = async () => {
    setBusy(true);
    try {
      setFault((await keeper.openByCode(publicKey, code)) ? null : t('ballotKey.fault.other'));
    } catch (error) {
      const known = error instanceof BallotKeyError ? error.fault : 'other';
      setFault(t(`ballotKey.fault.${known === 'bad_key' || known === 'cannot_open' ? 'other' : known}`));
    }
    setBusy(false);
  };
  return (
    <form
      className="stack tight"
      onSubmit={event => {
        event.preventDefault();
        if (!busy) void open();
      }}
    >
      <Field label={t('ballotKey.waits.code')} hint={t('ballotKey.waits.codeHint')} error={fault}>
        {control => (
          <input
            {...control}
            className="input code-group"
            value={code}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            maxLength={60}
            onChange={event => {
              setFault(null);
              setCode(event.target.value);
            }}
          />
        )}
      </Field>
      <div>
        <Button type="submit" busy={busy}>
          {t('ballotKey.waits.useCode')}
        </Button>
      </div>
    </form>
  );
}

/** Asked twice: what is thrown away cannot be had back. */
function KeyLost({ voting }: { readonly voting: string }) {
  const { t } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const [asked, setAsked] = useState(0);
  if (asked === 0)
    return (
      <div>
        <Button size="small" onClick={() => setAsked(1)}>
          {t('ballotKey.waits.lost')}
        </Button>
      </div>
    );
  return (
    <>
      <Confirm
        key={asked}
        question={t(asked === 1 ? 'ballotKey.waits.lostAsk' : 'ballotKey.waits.lostAgain')}
        yes={t(asked === 1 ? 'ballotKey.waits.lostYes' : 'ballotKey.waits.lostNow')}
        busy={busy}
        onYes={() => (asked === 1 ? setAsked(2) : void ask({ type: 'voting.void', voting, reason: 'key_lost' }))}
        onNo={() => setAsked(0)}
      />
      <RefusalNotice refusal={refusal} />
    </>
  );
}
