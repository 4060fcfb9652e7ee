import type { RulesVersion } from '@kengesh/contracts';
import { formatLocalDateTime } from '@kengesh/phrases';
import { useLanguage } from '../../../language.js';
import { wallClock } from '../../../ui/zone-time.js';
import { useGet } from '../desk-data.js';
import { Loaded } from '../loaded.js';
import { RuleLines } from './rule-lines.js';
import { type RuleLine, rulesInWords } from './words.js';

/** Every set of rules the council went by: who changed what, and when, by the council's clock. */
export function RulesHistory({ council, zone }: { readonly council: string; readonly zone: string }) {
  const { t } = useLanguage();
  const versions = useGet<RulesVersion[]>(`/api/councils/${council}/rules`);
  return (
    <section className="card stack form-section">
      <h2>{t('desk.history.title')}</h2>
      <p className="soft">{t('desk.history.hint')}</p>
      <Loaded query={versions} lines={2}>
        {list => (
          <ol className="rules-history" reversed>
            {list.map((one, place) => (
              <Version key={one.version} version={one} before={list[place + 1]} zone={zone} current={place === 0} />
            ))}
          </ol>
        )}
      </Loaded>
    </section>
  );
}

function Version({
  version,
  before,
  zone,
  current,
}: {
  readonly version: RulesVersion;
  readonly before: RulesVersion | undefined;
  readonly zone: string;
  readonly current: boolean;
}) {
  const { language, t, w } = useLanguage();
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
            {version.by ? ` · ${w(version.by)}` : ''}
          </span>
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
      </details>
    </li>
  );
}
