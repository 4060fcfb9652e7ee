import { LEAST_HOLDERS, needsKey, participantOf } from '@kengesh/domain';
import { useEffect, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { useKeeper } from './keeper-here.js';
import { confirmedBy } from './key-keeper.js';
import { RecoveryCode } from './recovery-code.js';

/** Beside a secret vote that is to be opened: who will hold the key of its box, and a code where only one would. */
export function PreparedKey() {
  const { me, state } = useSession();
  const { t, localize } = useLanguage();
  const { keeper, view } = useKeeper();
  const [coding, setCoding] = useState(false);
  const presides = me.participant !== null && me.participant === state.session.presiding && needsKey(state);
  const publicKey = view.prepared?.publicKey;
  useEffect(() => {
    if (presides && publicKey === undefined) void keeper.prepare();
  }, [keeper, presides, publicKey]);
  if (!presides) return null;
  const confirmed = publicKey === undefined ? new Set<string>() : confirmedBy(view.holders, publicKey);
  const coded = view.prepared?.coded === true;
  const n = confirmed.size + (coded ? 1 : 0);
  const people = [...new Set(view.holders.map(one => one.participant))];
  const nameOf = (id: string) => {
    const name = localize(participantOf(state, id)?.label ?? {});
    return id === me.participant ? t('ballotKey.ownPage', { name }) : name;
  };
  return (
    <section className="prepared-key stack tight" aria-label={t('ballotKey.heading')}>
      <h3 className="overline">{t('ballotKey.heading')}</h3>
      <p className="small">{t('ballotKey.lead')}</p>
      <ul className="key-holders" aria-label={t('ballotKey.holders')}>
        {people.map(id => (
          <li key={id}>
            {nameOf(id)}: <KeyState ready={confirmed.has(id)} />
          </li>
        ))}
        {coded ? (
          <li>
            {t('ballotKey.state.code')}: <span className="badge">{`✓ ${t('ballotKey.state.codeKept')}`}</span>
          </li>
        ) : null}
      </ul>
      <p className="small" role="status">
        {n >= LEAST_HOLDERS
          ? t('ballotKey.ready', { n })
          : people.length < LEAST_HOLDERS && publicKey !== undefined
            ? t('ballotKey.alone')
            : t('ballotKey.preparing')}
      </p>
      {view.isKept ? null : <p className="notice warn small">{t('ballotKey.notKept')}</p>}
      <RefusalNotice refusal={view.refusal} />
      {coded || publicKey === undefined ? null : (
        <div>
          <Button size="small" onClick={() => setCoding(true)}>
            {t('ballotKey.code.make')}
          </Button>
        </div>
      )}
      {coding ? (
        <RecoveryCode
          onDone={code => {
            setCoding(false);
            if (code !== null) void keeper.addCode(code);
          }}
        />
      ) : null}
      <details>
        <summary>{t('ballotKey.promise.summary')}</summary>
        <p className="small">{t('ballotKey.promise')}</p>
        <p className="small">{t('ballotKey.promise.where')}</p>
      </details>
    </section>
  );
}

function KeyState({ ready }: { readonly ready: boolean }) {
  const { t } = useLanguage();
  return <span className="badge">{ready ? `✓ ${t('ballotKey.state.ready')}` : `… ${t('ballotKey.state.waits')}`}</span>;
}
