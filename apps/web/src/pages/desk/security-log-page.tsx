import { SECURITY_TOPICS, type SecurityEntry, type SecurityTopic } from '@kengesh/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { request } from '../../api/client.js';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { ownZone } from '../../ui/zone-time.js';
import { PageHead } from './desk-layout.js';
import { refusalOf, useDeskHandle, useWhy } from './desk-queries.js';
import { sessionHref } from './session-href.js';
import { momentOf } from './times.js';
import './access.css';

const AT_ONCE = 50;

/** The council's security log, the newest line first, a part at a time. */
export function SecurityLogPage({ council }: { readonly council: string }) {
  const { t } = useLanguage();
  const as = useDeskHandle();
  const explain = useWhy();
  const [topic, setTopic] = useState<SecurityTopic | ''>('');
  const log = useInfiniteQuery({
    queryKey: [as, api.securityLog(council, AT_ONCE, topic, '').path],
    initialPageParam: '',
    queryFn: ({ pageParam }) => request(as, api.securityLog(council, AT_ONCE, topic, pageParam)),
    getNextPageParam: last => (last.length < AT_ONCE ? undefined : last.at(-1)?.id),
  });
  const entries = log.data?.pages.flat() ?? [];
  return (
    <>
      <PageHead title={t('security.title')} lead={t('security.lead')} />
      <label className="field security-topic">
        <span className="label">{t('security.topic')}</span>
        <select className="input" value={topic} onChange={event => setTopic(event.target.value as SecurityTopic | '')}>
          <option value="">{t('security.all')}</option>
          {SECURITY_TOPICS.map(name => (
            <option key={name} value={name}>
              {t(`security.topic.${name}`)}
            </option>
          ))}
        </select>
      </label>
      {log.error ? (
        <p className="notice against row spread" role="alert">
          <span>{explain(refusalOf(log.error))}</span>
          <Button size="small" onClick={() => void log.refetch()}>
            {t('desk.again')}
          </Button>
        </p>
      ) : null}
      {log.isPending ? (
        <span role="status" className="soft">
          {t('desk.loading')}
        </span>
      ) : null}
      {log.data && entries.length === 0 ? <p className="soft">{t('security.none')}</p> : null}
      {entries.length > 0 ? (
        <ol className="security-log" aria-label={t('security.title')}>
          {entries.map(entry => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </ol>
      ) : null}
      {log.hasNextPage ? (
        <Button busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t('security.older')}
        </Button>
      ) : null}
    </>
  );
}

function Entry({ entry }: { readonly entry: SecurityEntry }) {
  const { t, localize, language } = useLanguage();
  const { at, event, actor, subject, address, userAgent, browser, sessionId } = entry;
  const source = [address, browser || userAgent].filter(Boolean).join(' · ');
  const name = (somebody: NonNullable<SecurityEntry['actor']>) =>
    somebody.label
      ? localize(somebody.label)
      : somebody.handle.startsWith('s_')
        ? t('security.screen')
        : somebody.handle;
  const detail = useDetail(entry);
  return (
    <li>
      <time className="soft small one-line" dateTime={at}>
        {momentOf(language, at, ownZone())}
      </time>
      <div className="stack">
        <strong>{t(`security.event.${event}` as 'security.event.signin.done')}</strong>
        {detail ? <span>{detail}</span> : null}
        <span className="row small">
          {actor ? <span>{t('security.by', { name: name(actor) })}</span> : null}
          {subject && subject.handle !== actor?.handle ? (
            <span>{t('security.about', { name: name(subject) })}</span>
          ) : null}
          {sessionId ? <Link href={sessionHref(sessionId, 'plan')}>{t('security.session')}</Link> : null}
        </span>
        {source ? (
          <span className="soft small security-source" title={userAgent ?? undefined}>
            {source}
          </span>
        ) : null}
      </div>
    </li>
  );
}

/** What an event says beside who and whom. */
function useDetail({ event, details }: SecurityEntry): string | null {
  const { t, refusalText } = useLanguage();
  const { name, format, origin, host, given, role, code } = details;
  switch (event) {
    case 'export.read':
      return t('security.detail.export', {
        name: String(name),
        format: String(format).toUpperCase(),
      });
    case 'origin.refused':
      return t('security.detail.origin', { origin: String(origin), host: String(host) });
    case 'host.refused':
      return t('security.detail.host', { host: String(host) });
    case 'settings.read': {
      const names = Array.isArray(given) ? given.join(', ') : '';
      return names ? t('security.detail.settings', { names }) : t('security.detail.settingsNone');
    }
    case 'link.refused':
      return refusalText(String(code), {});
    case 'role.given':
    case 'role.taken':
      return typeof role === 'string'
        ? t('security.detail.role', { role: t(`security.role.${role}` as 'security.role.auditor') })
        : null;
    default:
      return null;
  }
}
