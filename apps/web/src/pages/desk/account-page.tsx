import { passwordInput } from '@kengesh/contracts';
import { type FormEvent, useState } from 'react';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { PageHead } from './desk-layout.js';
import { useApiMutation, useWhy } from './desk-queries.js';
import { check, type Errors, FormField } from './form.js';

/** One's own password. What is typed here is kept nowhere, unlike in every other form of the desk. */
export function AccountPage() {
  const { t } = useLanguage();
  const { busy, refusal, send } = useApiMutation();
  const explain = useWhy();
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [errors, setErrors] = useState<Errors>({});
  const [done, setDone] = useState(false);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    setDone(false);
    const checked = check(passwordInput, { current: current || null, password }, t);
    setErrors(checked.errors ? { password: t('desk.account.short') } : {});
    if (!checked.data || !(await send(api.setPassword(checked.data)))) return;
    setCurrent('');
    setPassword('');
    setDone(true);
  };
  const field = (name: 'current' | 'password', value: string, set: (value: string) => void) => (
    <FormField path={name} errors={errors} label={t(`desk.account.${name}`)} hint={t(`desk.account.${name}Hint`)}>
      {control => (
        <input
          {...control}
          className="input"
          type="password"
          autoComplete={name === 'current' ? 'current-password' : 'new-password'}
          maxLength={200}
          value={value}
          onChange={event => {
            set(event.target.value);
            setErrors({});
            setDone(false);
          }}
        />
      )}
    </FormField>
  );
  return (
    <>
      <PageHead title={t('desk.account.title')} lead={t('desk.account.lead')} />
      <form className="card stack account-form" aria-label={t('desk.account.title')} onSubmit={save} noValidate>
        {field('current', current, setCurrent)}
        {field('password', password, setPassword)}
        {refusal ? (
          <p className="notice against" role="alert">
            {refusal.refused === 'signin.wrong' ? t('desk.account.wrong') : explain(refusal)}
          </p>
        ) : null}
        <div className="row">
          <Button type="submit" kind="primary" busy={busy}>
            {t('desk.account.save')}
          </Button>
          <span role="status">{done ? `✓ ${t('desk.account.done')}` : ''}</span>
        </div>
      </form>
    </>
  );
}
