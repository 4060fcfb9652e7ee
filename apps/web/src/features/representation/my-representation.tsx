import { type Act, type Instruction, seatOf, type VotingProxy } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';

/** Recusal from an item, and who votes for whom: one's own proxy, and those one holds, with their instructions. */
export function MyRepresentation({ seat }: { readonly seat: string }) {
  const { t, localize } = useLanguage();
  const { state } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const whyNot = useRefusalReason();
  const items = state.agenda.items.filter(one => one.status !== 'finished');
  const [chosen, setChosen] = useState<string | null>(null);
  const item = items.find(one => one.id === (chosen ?? state.agenda.current)) ?? items[0];
  const recused = state.represent?.recusals.some(
    one => one.seat === seat && one.item === item?.id && one.withdrawnAt === null,
  );
  const proxies = (state.represent?.proxies ?? []).filter(one => one.revokedAt === null);
  const given = proxies.filter(one => one.principal === seat);
  const held = proxies.filter(one => one.holder === seat);
  const name = (id: string) => localize(seatOf(state, id)?.label ?? {});
  const scope = ({ item: of }: VotingProxy) => {
    const found = state.agenda.items.find(one => one.id === of);
    return found ? t('part.proxy.item', { item: localize(found.title) }) : t('part.proxy.session');
  };
  const act: Act | null = item ? { type: recused ? 'seat.withdrawRecusal' : 'seat.recuse', seat, item: item.id } : null;
  const no = act && whyNot(act);
  return (
    <>
      {item && act ? (
        <div className="stack">
          <h3>{t('part.recuse.heading')}</h3>
          <p className="small">{t('part.recuse.hint')}</p>
          <Field label={t('part.recuse.item')}>
            {control => (
              <select {...control} className="input" value={item.id} onChange={event => setChosen(event.target.value)}>
                {items.map(one => (
                  <option key={one.id} value={one.id}>
                    {localize(one.title)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {recused ? <p role="status">{t('part.recuse.done')}</p> : null}
          <Button busy={busy} why={no} onClick={() => void ask(act)}>
            {t(recused ? 'part.recuse.back' : 'part.recuse')}
          </Button>
          {no ? <p className="soft small">{no}</p> : null}
        </div>
      ) : null}
      <div className="stack">
        <h3>{t('part.proxy.heading')}</h3>
        {given.length + held.length === 0 ? <p className="soft">{t('part.proxy.none')}</p> : null}
        {given.map(one => (
          <div key={one.id} className="stack">
            <p>
              {t('part.proxy.given', { who: name(one.holder) })} <span className="soft small">{scope(one)}</span>
            </p>
            <Told instruction={one.instruction} />
            <p className="soft small">{t('part.proxy.sleeps')}</p>
            <Button
              busy={busy}
              why={whyNot({ type: 'proxy.revoke', proxy: one.id })}
              onClick={() => void ask({ type: 'proxy.revoke', proxy: one.id })}
            >
              {t('part.proxy.revoke')}
            </Button>
          </div>
        ))}
        {held.map(one => (
          <div key={one.id}>
            <p>
              {t('part.proxy.held', { who: name(one.principal) })} <span className="soft small">{scope(one)}</span>
            </p>
            <Told instruction={one.instruction} />
          </div>
        ))}
      </div>
      <RefusalNotice refusal={refusal} />
    </>
  );
}

function Told({ instruction }: { readonly instruction: Instruction }) {
  const { t, localize } = useLanguage();
  const { state } = useSession();
  if (instruction.kind === 'free') return <p className="small">{t('part.proxy.free')}</p>;
  return (
    <ul className="small">
      {instruction.choices.map(({ item, choice }) => (
        <li key={item}>
          {t('part.proxy.told', {
            item: localize(state.agenda.items.find(one => one.id === item)?.title ?? {}),
            choice,
          })}
        </li>
      ))}
    </ul>
  );
}
