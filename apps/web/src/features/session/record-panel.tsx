import type { ExportRow } from '@kengesh/contracts';
import { formatDateTime, formatLocalDateTime, quorumSentence } from '@kengesh/phrases/page';
import { useEffect, useState } from 'react';
import { ApiError as RefusedError, request } from '../../api/client.js';
import { download } from '../../api/download.js';
import { paperFile, papers } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { offsetMinutes } from '../../ui/zone-time.js';
import { SessionHeads } from './heads.js';

/** After the close: the heads that others keep, and the papers of the session. */
export function RecordPanel() {
  const { state, me } = useSession();
  const { t, language } = useLanguage();
  const [rows, setRows] = useState<readonly ExportRow[] | null>(null);
  const [fetching, setFetching] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<{
    refused: string;
    params: { readonly [name: string]: unknown };
  } | null>(null);
  const session = me.sessionId ?? '';

  useEffect(() => {
    let left = false;
    const heard = (error: unknown) => {
      if (left) return;
      setRefusal(
        error instanceof RefusedError
          ? { refused: error.code, params: error.params }
          : { refused: 'fault', params: {} },
      );
    };
    request(me.as, papers(session, language)).then(found => {
      if (!left) setRows(found);
    }, heard);
    return () => {
      left = true;
    };
  }, [me.as, session, language]);

  const fetchFile = async (name: string, format: string) => {
    setFetching(`${name}.${format}`);
    setRefusal(null);
    try {
      await download(me.as, paperFile(session, `${name}.${format}`, language), `${name}.${format}`);
    } catch (error) {
      if (error instanceof RefusedError) setRefusal({ refused: error.code, params: error.params });
      else throw error;
    } finally {
      setFetching(null);
    }
  };

  const { closedAt, notHeld, next } = state.session;
  const zone = state.prepared?.session.zone ?? 'UTC';
  return (
    <section className="record-panel stack" aria-label={t('chair.record.heading')}>
      <p className="overline">{t('chair.record.heading')}</p>
      <h2 className="figure">
        {closedAt
          ? t(notHeld ? 'chair.record.notHeldAt' : 'chair.record.closedAt', {
              time: formatDateTime(language, closedAt, offsetMinutes(Date.parse(closedAt), zone)),
            })
          : null}
      </h2>
      <p className="lead-sentence">
        {notHeld
          ? quorumSentence(language, notHeld.quorum)
          : t('chair.record.made', { decisions: state.decisions.length, tasks: state.tasks.length })}
      </p>
      {next ? <p>{t('chair.record.next', { date: formatLocalDateTime(language, next) })}</p> : null}
      <SessionHeads />
      <RefusalNotice refusal={refusal} />
      <h3>{t('chair.record.papers')}</h3>
      {rows === null && refusal === null ? <div className="skeleton papers" aria-hidden="true" /> : null}
      <ul className="papers">
        {rows?.map(row => (
          <li key={row.name}>
            <span>{row.title}</span>
            <span className="row">
              {row.formats.map(format => (
                <Button
                  key={format}
                  size="small"
                  busy={fetching === `${row.name}.${format}`}
                  aria-label={`${row.title}, ${format.toUpperCase()}`}
                  onClick={() => void fetchFile(row.name, format)}
                >
                  {format.toUpperCase()}
                </Button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
