import { useRef, useState } from 'react';
import { ApiError, request, send } from '../../api/client.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { EmailField } from './email-field.js';

/** Asks for a link by mail; whether the address has an account is not told here. */
export function ForgottenPassword({ email: typed, onBack }: { readonly email: string; readonly onBack: () => void }) {
  const { t, refusalText } = useLanguage();
  const [email, setEmail] = useState(typed);
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(null);
  const [missing, setMissing] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const submit = async () => {
    const lacks = !email.includes('@');
    setMissing(lacks);
    if (lacks) {
      field.current?.focus();
      return;
    }
    setBusy(true);
    setRefused(null);
    setSent(false);
    try {
      await request(null, send<void>('POST', '/api/password-reset', { email: email.trim() }));
      setSent(true);
    } catch (error) {
      setRefused(error instanceof ApiError ? error : new ApiError('fault', {}, 0));
    } finally {
      setBusy(false);
    }
  };
  return (
    <main className="home narrow stack">
      <h1>{t('home.forgotten')}</h1>
      <p className="soft">{t('home.forgottenHow')}</p>
      <form
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          void submit();
        }}
      >
        {refused ? (
          <p className="notice against" role="alert">
            {refused.code === 'http.invalid' ? t('home.emailMissing') : refusalText(refused.code, refused.params)}
          </p>
        ) : null}
        <EmailField input={field} value={email} missing={missing} onChange={setEmail} />
        <Button type="submit" kind="primary" size="large" busy={busy}>
          {t('home.forgottenSend')}
        </Button>
        <p role="status">{sent ? t('home.forgottenSent') : ''}</p>
      </form>
      <div>
        <Button kind="quiet" onClick={onBack}>
          {t('home.back')}
        </Button>
      </div>
    </main>
  );
}
