import type { ExportRow, SessionRow } from '@kengesh/contracts';
import { isPhraseKey } from '@kengesh/phrases/page';
import { useState } from 'react';
import { download } from '../../api/download.js';
import { heads, paperFile, papers } from '../../api/session.js';
import { Heads } from '../../features/session/heads.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { WhyNot } from './ask-first.js';
import { Copy } from './copy.js';
import { type ApiRefusal, refusalOf, useApiQuery, useDeskHandle } from './desk-queries.js';
import { KeptNames } from './kept-names.js';
import { QueryBoundary } from './query-boundary.js';

/**
 * The papers of a session that was opened, by name; and what anybody needs to check that they were not changed. Whoever reads
 * the desk reads them; names are erased by whoever writes there.
 */
export function RecordTab({ session, why }: { readonly session: SessionRow; readonly why: string | null }) {
  const { t, language } = useLanguage();
  const held = session.phase === 'open' || session.phase === 'recess' || session.phase === 'closed';
  const found = useApiQuery(held ? papers(session.id, language) : null);
  if (!held)
    return (
      <div className="card empty-page stack">
        <h2>{t('desk.record.none')}</h2>
        <p className="soft">{t(session.phase === 'cancelled' ? 'desk.session.isCancelled' : 'desk.record.noneHow')}</p>
      </div>
    );
  return (
    <>
      {session.phase === 'closed' ? null : <p className="notice warn">{t('desk.record.notClosed')}</p>}
      <QueryBoundary query={found}>
        {list => (
          <ul className="papers">
            {list.map(paper => (
              <PaperCard key={paper.name} session={session} paper={paper} />
            ))}
          </ul>
        )}
      </QueryBoundary>
      <Verification session={session} />
      {why ? null : <KeptNames session={session} />}
    </>
  );
}

const WORDS: { readonly [Format in ExportRow['formats'][number]]: string } = {
  csv: 'CSV',
  xlsx: 'Excel',
  json: 'JSON',
};

function PaperCard({ session, paper }: { readonly session: SessionRow; readonly paper: ExportRow }) {
  const { t, language } = useLanguage();
  const as = useDeskHandle();
  const [busy, setBusy] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<ApiRefusal | null>(null);
  const about = `desk.paper.${paper.name}`;
  // A table file holds one table; a workbook holds them all.
  const files = paper.formats.flatMap(
    (format): { readonly format: keyof typeof WORDS; readonly table: string | null }[] =>
      format === 'csv' && paper.tables.length > 1
        ? paper.tables.map(table => ({ format, table }))
        : [{ format, table: null }],
  );
  const get = async (format: keyof typeof WORDS, table: string | null) => {
    setBusy(`${format}.${table}`);
    setRefusal(null);
    try {
      const path = paperFile(session.id, `${paper.name}.${format}`, language, table);
      // A table comes in an archive, with a file that says where it comes from.
      const ending = format === 'csv' ? 'zip' : format;
      await download(as, path, `session-${session.number}-${paper.name}.${ending}`);
    } catch (error) {
      setRefusal(refusalOf(error));
    } finally {
      setBusy(null);
    }
  };
  return (
    <li className="card paper">
      <div>
        <h2>{paper.title}</h2>
        {isPhraseKey(about) ? <p className="soft">{t(about)}</p> : null}
        <WhyNot refusal={refusal} />
      </div>
      <div className="row formats">
        {files.map(({ format, table }) => {
          const key = `desk.paper.table.${table}`;
          const name = `${WORDS[format]}${table !== null && isPhraseKey(key) ? `: ${t(key)}` : ''}`;
          return (
            <Button
              key={`${format}.${table}`}
              size="small"
              aria-label={t('desk.record.get', { title: paper.title, format: name })}
              busy={busy === `${format}.${table}`}
              onClick={() => void get(format, table)}
            >
              ↓ {name}
            </Button>
          );
        })}
      </div>
    </li>
  );
}

function Verification({ session }: { readonly session: SessionRow }) {
  const { t } = useLanguage();
  const found = useApiQuery(heads(session.id));
  return (
    <section className="card stack">
      <h2>{t('desk.record.verify')}</h2>
      <p>{t('desk.record.verifyWhat')}</p>
      <QueryBoundary query={found} lines={2}>
        {here => (
          <>
            <Heads heads={here} copy={hash => <Copy text={hash} label={t('desk.record.copyHead')} />} />
            <p className="soft">{t('desk.record.verifyHow')}</p>
            <pre className="hash">
              npm run verify -- {t('desk.record.file')} --head {(here.proceedings ?? here.present).hash}
            </pre>
          </>
        )}
      </QueryBoundary>
    </section>
  );
}
