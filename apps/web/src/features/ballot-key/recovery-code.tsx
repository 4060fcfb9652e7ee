import { groupsOf, makeRecoveryCode } from '@kengesh/ballot-key';
import { useRef, useState } from 'react';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Field } from '../../ui/field.js';
import { ASKED_GROUPS, isSaidBack } from './recovery.js';

/** Shows a new recovery code, once, until two of its groups are said back. Closing it earlier forgets the code. */
export function RecoveryCode({ onDone }: { readonly onDone: (code: string | null) => void }) {
  const { t } = useLanguage();
  const [code] = useState(makeRecoveryCode);
  const [typed, setTyped] = useState<readonly string[]>(ASKED_GROUPS.map(() => ''));
  const [fault, setFault] = useState<string | null>(null);
  const [copied, setCopied] = useState<string | null>(null);
  const shown = useRef<HTMLElement>(null);
  const confirm = () => (isSaidBack(code, typed) ? onDone(code) : setFault(t('ballotKey.code.differs')));
  const copy = async () => {
    setCopied(t((await copiedFrom(shown.current, code)) ? 'ballotKey.code.copied' : 'ballotKey.code.notCopied'));
  };
  return (
    <Dialog open title={t('ballotKey.code.title')} onClose={() => onDone(null)}>
      <div className="recovery-code stack">
        <p>{t('ballotKey.code.lead')}</p>
        <p className="code-title">{t('ballotKey.code.printTitle')}</p>
        <code ref={shown} className="code">
          {groupsOf(code).map((group, index) => (
            <span key={index}>
              {group}
              {index < 6 ? <span className="dash">-</span> : null}
            </span>
          ))}
        </code>
        <div className="row">
          <Button onClick={() => void copy()}>{t('ballotKey.code.copy')}</Button>
          <Button onClick={() => window.print()}>{t('ballotKey.code.print')}</Button>
          <span className="small" role="status">
            {copied}
          </span>
        </div>
        <form
          className="stack"
          onSubmit={event => {
            event.preventDefault();
            confirm();
          }}
        >
          {ASKED_GROUPS.map((place, index) => (
            <Field
              key={place}
              label={t('ballotKey.code.say', { n: place })}
              error={index === ASKED_GROUPS.length - 1 ? fault : null}
            >
              {control => (
                <input
                  {...control}
                  className="input code-group"
                  value={typed[index]}
                  autoComplete="off"
                  autoCapitalize="characters"
                  spellCheck={false}
                  maxLength={12}
                  onChange={event => {
                    setFault(null);
                    setTyped(typed.map((before, at) => (at === index ? event.target.value : before)));
                  }}
                />
              )}
            </Field>
          ))}
          <div className="row">
            <Button kind="primary" type="submit">
              {t('ballotKey.code.done')}
            </Button>
            <Button onClick={() => onDone(null)}>{t('common.cancel')}</Button>
          </div>
        </form>
      </div>
    </Dialog>
  );
}

/** Over plain HTTP browsers offer no clipboard: then what is shown is selected and copied as of old. */
async function copiedFrom(element: HTMLElement | null, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    if (!element) return false;
    getSelection()?.selectAllChildren(element);
    return document.execCommand?.('copy') ?? false;
  }
}
