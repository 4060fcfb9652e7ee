import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { request } from '../../api/client.js';
import { texts } from '../../api/session.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';

const Texts = createContext<ReadonlyMap<string, string>>(new Map());

/** The words of statements and reports for whoever keeps them, fetched whenever the journal cites one more. */
export function KeptTexts({ bureau, children }: { readonly bureau: boolean; readonly children: ReactNode }) {
  const { me, state, line } = useSession();
  const { t } = useLanguage();
  const [kept, setTexts] = useState<ReadonlyMap<string, string>>(new Map());
  const [failed, setFailed] = useState(false);
  const [again, setAgain] = useState(0);
  const cited = [
    ...(state.remarks ?? []).map(one => one.hash),
    ...state.tasks.flatMap(one => (one.reportHash ? [one.reportHash] : [])),
  ].join(' ');
  const session = state.prepared?.session.id;
  const live = line.status === 'live';
  useEffect(() => {
    if (!bureau || !live || cited === '' || session === undefined) return;
    let over = false;
    request(me.as, texts(session)).then(
      lines => {
        if (over) return;
        setTexts(new Map(lines.map(one => [one.hash, one.text])));
        setFailed(false);
      },
      () => over || setFailed(true),
    );
    return () => {
      over = true;
    };
  }, [bureau, live, cited, session, me.as, again]);
  return (
    <Texts.Provider value={kept}>
      {children}
      {failed ? (
        <div className="row small">
          <span className="soft">{t('procedure.remark.unread')}</span>
          <Button size="small" onClick={() => setAgain(again + 1)}>
            {t('procedure.remark.again')}
          </Button>
        </div>
      ) : null}
    </Texts.Provider>
  );
}

/** The text of this hash, where it is kept and may be read here. */
export function KeptText({ hash }: { readonly hash: string | null | undefined }) {
  const text = useContext(Texts).get(hash ?? '');
  return text === undefined ? null : <blockquote className="kept-text small">{text}</blockquote>;
}
