import type { RulesVersion } from '@kengesh/contracts';
import { formatLocalDateTime } from '@kengesh/phrases/page';
import { useState } from 'react';
import * as api from '../../../api/desk.js';
import { useLanguage } from '../../../language.js';
import { Button } from '../../../ui/button.js';
import { Field } from '../../../ui/field.js';
import { wallClock } from '../../../ui/zone-time.js';
import { known, useApiMutation, useApiQuery, useUpdateCache, useWhy } from '../desk-queries.js';
import { useMayWrite } from '../may-write.js';
import { QueryBoundary } from '../query-boundary.js';
import { RuleLines } from './rule-lines.js';
import { type RuleLine, rulesInWords } from './words.js';

/** Every set of rules the council went by: who changed what, and when, by the council's clock. */
export function RulesHistory({ council, zone }: { readonly council: string; readonly zone: string }) {
  const { t } = useLanguage();
  const versions = useApiQuery(api.rulesVersions(council));
  return (
    <section className="card stack form-section">
      <h2>{t('desk.history.title')}</h2>
      <p className="soft">{t('desk.history.hint')}</p>
      <QueryBoundary query={versions} lines={2}>
        {list => (
          <ol className="rules-history" reversed>
            {list.map((one, place) => (
              <Version
                key={one.version}
                council={council}
                version={one}
                before={list[place + 1]}
                zone={zone}
                current={place === 0}
              />
            ))}
          </ol>
        )}
      </QueryBoundary>
    </section>
  );
}

function Version({
  council,
  version,
  before,
  zone,
  current,
}: {
  readonly council: string;
  readonly version: RulesVersion;
  readonly before: RulesVersion | undefined;
  readonly zone: string;
  readonly current: boolean;
}) {
  const { language, t, localize } = useLanguage();
  const same = (one: RuleLine) => (other: RuleLine) => one.name === other.name && one.text === other.text;
  const lines = rulesInWords(language, version.rules);
  const old = before ? rulesInWords(language, before.rules) : [];
  const fresh = before ? lines.filter(one => !old.some(same(one))) : [];
  const gone = old.filter(one => !lines.some(line => line.name === one.name));
  const when = formatLocalDateTime(language, wallClock(Date.parse(version.at), zone).slice(0, 16));
  return (
    <li value={version.version}>
      <details className="more-rules">
        <summary>
          <strong>{t('desk.history.version', { n: version.version })}</strong>{' '}
          {current ? <span className="badge accent">{t('desk.history.current')}</span> : null}{' '}
          <span className="soft small">
            {when}
            {version.by ? ` · ${localize(version.by)}` : ''}
          </span>{' '}
          {version.adoptedBy ? (
            <span className="soft small">
              {t('desk.history.adoptedBy', {
                label: version.adoptedBy.label ?? t('desk.history.noNumber'),
                session: version.adoptedBy.sessionNumber,
              })}
            </span>
          ) : before ? (
            <span className="badge warn">{t('desk.history.noDecision')}</span>
          ) : null}
          <span className="small history-change">
            {before
              ? [
                  ...fresh.map(one => `${one.name}: ${one.text}`),
                  ...gone.map(one => t('desk.history.gone', { name: one.name })),
                ].join('; ') || t('desk.history.wording')
              : t('desk.history.first')}
          </span>
        </summary>
        <RuleLines lines={lines} marked={line => fresh.includes(line)} />
        <AdoptedBy council={council} version={version} />
      </details>
    </li>
  );
}

/** The decision that adopted a version, and the way to name it: one of those the council has made and not taken up again. */
function AdoptedBy({ council, version }: { readonly council: string; readonly version: RulesVersion }) {
  const { t, localize } = useLanguage();
  const decisions = useApiQuery(api.decisions(council));
  const { busy, refusal, send } = useApiMutation();
  const why = useWhy();
  const know = useUpdateCache();
  const locked = useMayWrite(council);
  const keyOf = (one: { readonly sessionId: string; readonly decision: string }) => `${one.sessionId} ${one.decision}`;
  const [chosen, setChosen] = useState(version.adoptedBy ? keyOf(version.adoptedBy) : '');
  const list = decisions.data?.filter(one => !one.reconsidered) ?? [];
  const found = list.find(one => keyOf(one) === chosen);
  if (locked || list.length === 0)
    return version.adoptedBy ? <p className="pre">{localize(version.adoptedBy.text)}</p> : null;
  const link = async () => {
    if (!found) return;
    const { sessionId, decision } = found;
    const answer = await send(api.nameAdoption(council, version.version, { sessionId, decision }));
    if (answer) await know(known(api.rulesVersions(council), answer.value), api.decisions(council));
  };
  return (
    <div className="stack tight">
      <Field label={t('desk.history.whichDecision', { n: version.version })} error={refusal ? why(refusal) : null}>
        {control => (
          <select {...control} className="input" value={chosen} onChange={event => setChosen(event.target.value)}>
            <option value="">{t('desk.history.chooseDecision')}</option>
            {list.map(one => (
              <option key={keyOf(one)} value={keyOf(one)}>
                {`${one.label ? `№ ${one.label} · ` : ''}${localize(one.text).slice(0, 80)}`}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div>
        <Button
          size="small"
          busy={busy}
          why={found ? null : t('desk.history.chooseDecision')}
          onClick={() => void link()}
        >
          {t('desk.history.link')}
        </Button>
      </div>
    </div>
  );
}
