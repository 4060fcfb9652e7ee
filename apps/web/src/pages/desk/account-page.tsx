import { type PasswordInput, passwordInput } from '@kengesh/contracts';
import { useState } from 'react';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { PageHead } from './desk-layout.js';
import { useApiMutation } from './desk-queries.js';
import { useEditForm } from './edit-form.js';
import { Line } from './fields.js';
import { FormFrame, Refused } from './form.js';
import type { Errors } from './form-errors.js';
import { OwnDevices } from './own-devices.js';

interface Typed {
  readonly current: string;
  readonly password: string;
}

/** One's own password. What is typed here is kept nowhere, unlike in every other form of the desk. */
export function AccountPage() {
  const { t } = useLanguage();
  const { ask } = useApiMutation();
  const [done, setDone] = useState(false);
  const form = useEditForm<Typed, PasswordInput>({
    draft: null,
    saved: { current: '', password: '' },
    schema: passwordInput,
    inputOf: ({ current, password }) => ({ current: current || null, password }),
    wrong: (_, found): Errors => (Object.keys(found).length > 0 ? { password: t('desk.account.short') } : {}),
    save: async input => {
      setDone(false);
      await ask(api.setPassword(input));
      setDone(true);
    },
  });
  const field = (name: keyof Typed) => (
    <Line<Typed>
      name={name}
      hint={t(`desk.account.${name}Hint`)}
      type="password"
      autoComplete={name === 'current' ? 'current-password' : 'new-password'}
      maxLength={200}
    />
  );
  return (
    <>
      <PageHead title={t('desk.account.title')} lead={t('desk.account.lead')} />
      <FormFrame
        form={form}
        label={t('desk.account.title')}
        labels={{ current: t('desk.account.current'), password: t('desk.account.password') }}
        className="card stack account-form"
      >
        {field('current')}
        {field('password')}
        <Refused form={form} why={form.refusal?.refused === 'signin.wrong' ? t('desk.account.wrong') : undefined} />
        <div className="row">
          <Button type="submit" kind="primary" busy={form.busy}>
            {t('desk.account.save')}
          </Button>
          <span role="status">{done && !form.dirty ? `✓ ${t('desk.account.done')}` : ''}</span>
        </div>
      </FormFrame>
      <OwnDevices />
    </>
  );
}
