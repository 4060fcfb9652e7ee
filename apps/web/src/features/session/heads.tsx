import type { JournalHeads } from '@kengesh/contracts';
import { type ReactNode, useEffect, useState } from 'react';
import { request } from '../../api/client.js';
import { heads } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import './heads.css';

/** Both heads of the record: of the proceedings, once they are sealed, and the present one (REC-22). */
export function Heads({
  heads: { proceedings, present },
  copy,
}: {
  readonly heads: JournalHeads;
  readonly copy?: (hash: string) => ReactNode;
}) {
  const { t } = useLanguage();
  const later = proceedings ? present.seq - proceedings.seq : 0;
  return (
    <dl className="heads">
      {proceedings ? (
        <div>
          <dt>{t('common.heads.proceedings', { n: proceedings.seq })}</dt>
          <dd>
            <Hash hash={proceedings.hash} />
            <p className="small soft">{t('common.heads.proceedingsHow')}</p>
            {copy?.(proceedings.hash)}
          </dd>
        </div>
      ) : null}
      <div>
        <dt>{t('common.heads.present', { n: present.seq })}</dt>
        <dd>
          <Hash hash={present.hash} />
          <p className="small soft">
            {proceedings ? t('common.heads.presentHow', { later }) : t('common.heads.presentOpen')}
          </p>
          {copy?.(present.hash)}
        </dd>
      </div>
    </dl>
  );
}

/** In groups of eight, to be read aloud; chosen and copied it is one word. */
function Hash({ hash }: { readonly hash: string }) {
  return (
    <code className="hash">
      {[...hash.matchAll(/.{1,8}/g)].map(({ 0: group, index }) => (
        <span key={index}>{group}</span>
      ))}
    </code>
  );
}

/** Of the session this page is in, on its closing screen; asked again whenever an entry has followed. */
export function SessionHeads({ heading: Heading = 'h3' }: { readonly heading?: 'h2' | 'h3' }) {
  const { me, seq } = useSession();
  const { t } = useLanguage();
  const [here, setHeads] = useState<JournalHeads | null>(null);
  useEffect(() => {
    let left = false;
    request(me.as, heads(me.sessionId ?? '')).then(
      found => !left && setHeads(found),
      // The next entry, or the line that comes back, asks again.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [me.as, me.sessionId, seq]);
  return (
    <section className="card stack">
      <Heading>{t('common.heads.title')}</Heading>
      {here ? <Heads heads={here} /> : <div className="skeleton" aria-hidden="true" />}
    </section>
  );
}
