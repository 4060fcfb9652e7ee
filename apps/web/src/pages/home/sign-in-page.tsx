import { useEffect, useRef, useState } from 'react';
import { ApiError, request } from '../../api/client.js';
import { signIn } from '../../api/session.js';
import { LanguageChoice, useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { EmailField } from './email-field.js';
import { ForgottenPassword } from './forgotten-password.js';
import { MySessions } from './my-sessions.js';
import './home.css';

const KEPT = 'kengesh.account';

/** This tab's account, so that a reload does not ask for the password again; the cookie is what counts. */
function keptAccount(): string | null {
  try {
    return sessionStorage.getItem(KEPT);
  } catch {
    return null;
  }
}
function keepAccount(as: string | null): void {
  try {
    if (as === null) sessionStorage.removeItem(KEPT);
    else sessionStorage.setItem(KEPT, as);
  } catch {
    // A browser that keeps nothing asks again.
  }
}

/** Sign-in of accounts: e-mail and password, then the sessions one may enter. */
export default function SignInPage() {
  const { t } = useLanguage();
  const [account, setAccount] = useState(keptAccount);
  const [ended, setEnded] = useState<ApiError | null>(null);
  const change = (as: string | null, why: ApiError | null = null) => {
    keepAccount(as);
    setAccount(as);
    setEnded(why);
  };
  useEffect(() => {
    document.title = `${t('home.signIn')} · Kengesh`;
  }, [t]);
  return (
    <div className="home-frame">
      <header className="row spread">
        <a className="home-name" href="/">
          Kengesh
        </a>
        <LanguageChoice />
      </header>
      {account === null ? (
        <SignInForm ended={ended} onIn={as => change(as)} />
      ) : (
        <MySessions as={account} onOut={why => change(null, why)} />
      )}
    </div>
  );
}

function SignInForm({ ended, onIn }: { readonly ended: ApiError | null; readonly onIn: (as: string) => void }) {
  const { t, refusalText } = useLanguage();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<ApiError | null>(ended);
  const [missing, setMissing] = useState<{ email: boolean; password: boolean }>({ email: false, password: false });
  const first = useRef<HTMLInputElement>(null);
  const second = useRef<HTMLInputElement>(null);
  const [isForgotten, setForgotten] = useState(false);
  const submit = async () => {
    const lack = { email: email.trim() === '', password: password === '' };
    setMissing(lack);
    if (lack.email || lack.password) {
      (lack.email ? first : second).current?.focus();
      return;
    }
    setBusy(true);
    setRefused(null);
    try {
      onIn((await request(null, signIn({ email: email.trim(), password }))).as);
    } catch (error) {
      setRefused(error instanceof ApiError ? error : new ApiError('fault', {}, 0));
    } finally {
      setBusy(false);
    }
  };
  if (isForgotten) return <ForgottenPassword email={email} onBack={() => setForgotten(false)} />;
  return (
    <main className="home narrow stack">
      <h1>{t('home.signIn')}</h1>
      <p className="soft">{t('home.signInFor')}</p>
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
            {refused.code === 'http.invalid' ? refusalText('signin.wrong') : refusalText(refused.code, refused.params)}
          </p>
        ) : null}
        <EmailField input={first} value={email} missing={missing.email} onChange={setEmail} />
        <Field label={t('home.password')} error={missing.password ? t('home.passwordMissing') : null}>
          {control => (
            <input
              {...control}
              ref={second}
              className="input"
              type="password"
              autoComplete="current-password"
              value={password}
              onChange={event => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" kind="primary" size="large" busy={busy}>
          {t('home.enter')}
        </Button>
      </form>
      <div>
        <Button kind="quiet" onClick={() => setForgotten(true)}>
          {t('home.forgotten')}
        </Button>
      </div>
      <p className="soft small">{t('home.noPassword')}</p>
    </main>
  );
}
