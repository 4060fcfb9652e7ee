import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';

/** Copies a text. Over plain HTTP browsers offer no clipboard: then the text is chosen in a hidden field and copied as of old. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.setAttribute('aria-hidden', 'true');
    field.style.position = 'fixed';
    // Inside an open dialog only what stands in it can be chosen.
    (document.querySelector('.kit-dialog') ?? document.body).append(field);
    field.select();
    const done = document.execCommand?.('copy') ?? false;
    field.remove();
    return done;
  }
}

export function Copy({ text, label }: { readonly text: string; readonly label: string }) {
  const { t } = useLanguage();
  const [state, setState] = useState<'' | 'done' | 'failed'>('');
  return (
    <span className="row">
      <Button onClick={() => void copied(text).then(done => setState(done ? 'done' : 'failed'))}>{label}</Button>
      <span role="status" className="small">
        {state === 'done' ? `✓ ${t('desk.copied')}` : state === 'failed' ? t('desk.notCopied') : ''}
      </span>
    </span>
  );
}
