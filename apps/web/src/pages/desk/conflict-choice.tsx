import { useEffect, useRef, useState } from 'react';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import type { EditForm } from './edit-form.js';
import { languageName } from './language-names.js';
import type { Conflict } from './merge.js';

/** Fields that somebody else has changed and saved too: both values, and which of them stands. Nothing is sent before. */
export function ConflictChoice({
  form,
  nameOf,
  wordsOf,
}: {
  readonly form: Pick<EditForm, 'conflicts' | 'resolve'>;
  readonly nameOf: (path: string) => string;
  /** What is no plain text or number, in words. */
  readonly wordsOf: (path: string, value: unknown) => string | undefined;
}) {
  const { t } = useLanguage();
  const place = useRef<HTMLDivElement>(null);
  const [settled, setSettled] = useState(0);
  useEffect(() => {
    // The button that was pressed is gone: on to what is still to be chosen, or to saving.
    if (settled === 0) return;
    place.current?.closest('form')?.querySelector<HTMLElement>('.conflict button, .save-bar [type="submit"]')?.focus();
  }, [settled]);
  const words = (path: string, value: unknown) => {
    if (value === undefined || value === null || value === '') return t('desk.conflict.empty');
    const said = wordsOf(path, value);
    if (said !== undefined) return said;
    return typeof value === 'boolean' ? t(value ? 'common.yes' : 'common.no') : String(value);
  };
  const settle = (conflict: Conflict, whose: 'mine' | 'theirs') => {
    form.resolve(conflict, whose);
    setSettled(settled + 1);
  };
  return (
    <div ref={place}>
      {form.conflicts.length > 0 ? (
        <div className="notice warn stack">
          <strong role="alert">{t('desk.conflict.title')}</strong>
          {form.conflicts.map(conflict => {
            const { path, mine, theirs } = conflict;
            const language = languageName(path.slice(path.lastIndexOf('.') + 1));
            const name = language ? `${nameOf(path)}, ${language}` : nameOf(path);
            return (
              <fieldset key={path} className="conflict stack tight">
                <legend>{name}</legend>
                <dl className="conflict-values">
                  <div>
                    <dt>{t('desk.conflict.mine')}</dt>
                    <dd>{words(path, mine)}</dd>
                  </div>
                  <div>
                    <dt>{t('desk.conflict.theirs')}</dt>
                    <dd>{words(path, theirs)}</dd>
                  </div>
                </dl>
                <div className="row">
                  <Button onClick={() => settle(conflict, 'mine')}>{t('desk.conflict.keepMine')}</Button>
                  <Button onClick={() => settle(conflict, 'theirs')}>{t('desk.conflict.takeTheirs')}</Button>
                </div>
              </fieldset>
            );
          })}
        </div>
      ) : null}
    </div>
  );
}
