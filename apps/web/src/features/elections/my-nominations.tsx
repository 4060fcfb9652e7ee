import { type Act, type Election, isListFrozen, seatOf } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SeatSelect } from '../../ui/seat-select.js';

/** Candidates of an election that was called: named by members, withdrawn by themselves, until the ballot opens. */
export function MyNominations({ seat }: { readonly seat: string }) {
  const { state } = useSession();
  return Object.values(state.elections ?? {})
    .filter(one => !isListFrozen(state, one.id))
    .map(one => <Nominations key={one.id} election={one} seat={seat} />);
}

function Nominations({ election, seat }: { readonly election: Election; readonly seat: string }) {
  const { t, localize } = useLanguage();
  const { state } = useSession();
  const { busy, refusal, ask } = useSubmitAct();
  const whyNot = useRefusalReason();
  const [chosen, setChosen] = useState('');
  const standing = election.candidates.filter(one => !one.withdrawn);
  const free = (state.prepared?.seats ?? []).filter(one => one.filled && !standing.some(each => each.seat === one.id));
  const named = seatOf(state, chosen);
  const act: Act | null = named
    ? { type: 'election.nominate', election: election.id, label: named.label, seat: named.id }
    : null;
  const no = act ? whyNot(act) : t('part.nominate.choose');
  return (
    <div className="stack">
      <h3>{localize(election.office.title)}</h3>
      {standing.length === 0 ? <p className="soft">{t('part.nominate.none')}</p> : null}
      <ul className="lines">
        {standing.map(one => (
          <li key={one.id}>
            <span>{localize(one.label)}</span>
            {one.seat === seat ? (
              <span>
                <Button
                  size="small"
                  busy={busy}
                  onClick={() => void ask({ type: 'election.withdraw', election: election.id, candidate: one.id })}
                >
                  {t('part.nominate.withdraw')}
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      <div className="row">
        <SeatSelect
          seats={free}
          none={t('part.nominate.whom')}
          aria-label={t('part.nominate.whom')}
          value={chosen}
          onChange={setChosen}
        />
        <Button
          busy={busy}
          why={no}
          onClick={() => {
            if (act) void ask(act).then(answer => answer.ok && setChosen(''));
          }}
        >
          {t('part.nominate')}
        </Button>
      </div>
      <RefusalNotice refusal={refusal} />
    </div>
  );
}
