import {
  type AccountInvite,
  type AccountInvited,
  accountInvite,
  type CouncilAccount,
  DESK_ROLES,
  type DeskRole,
} from '@kengesh/contracts';
import type { Language } from '@kengesh/domain';
import { useState } from 'react';
import * as api from '../../api/desk.js';
import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { Confirm } from '../../ui/confirm.js';
import { ownZone } from '../../ui/zone-time.js';
import { WhyNot } from './ask-first.js';
import { PageHead } from './desk-layout.js';
import { useApiMutation, useApiQuery, useUpdateCache } from './desk-queries.js';
import { useEditForm } from './edit-form.js';
import { FormField, Line, useValue } from './fields.js';
import { FormFrame, Refused } from './form.js';
import { LinkShown } from './link-shown.js';
import { QueryBoundary } from './query-boundary.js';
import './access.css';

/** Who may work or read at this council's desk: invited, and taken off again. */
export function AccountsPage({ council }: { readonly council: string }) {
  const { t } = useLanguage();
  const accounts = useApiQuery(api.councilAccounts(council));
  return (
    <>
      <PageHead title={t('security.accounts.title')} lead={t('security.accounts.lead')} />
      <QueryBoundary query={accounts}>
        {list => (
          <ul className="card account-list" aria-label={t('security.accounts.title')}>
            {list.map(account => (
              <Account key={account.account} council={council} account={account} />
            ))}
          </ul>
        )}
      </QueryBoundary>
      {accounts.data ? <Invite council={council} /> : null}
    </>
  );
}

type Question = 'remove' | 'disable' | 'enable';

function Account({ council, account }: { readonly council: string; readonly account: CouncilAccount }) {
  const { t, localize } = useLanguage();
  const { busy, refusal, send } = useApiMutation();
  const know = useUpdateCache();
  const [asking, setAsking] = useState<Question | null>(null);
  const name = localize(account.label);
  const act = async (what: Question) => {
    const answer = await send<unknown>(
      what === 'remove'
        ? api.removeAccount(council, account.account)
        : api.setAccountAccess(council, account.account, what === 'disable'),
    );
    setAsking(null);
    if (answer) await know(null, api.councilAccounts(council));
  };
  const offered = (what: Question) => (
    <Button size="small" aria-label={`${t(`security.accounts.${what}`)}: ${name}`} onClick={() => setAsking(what)}>
      {t(`security.accounts.${what}`)}
    </Button>
  );
  return (
    <li className="stack">
      <div className="row spread">
        <span className="who">
          <strong>{name}</strong> <span className="badge">{t(`security.role.${account.role}`)}</span>{' '}
          {account.disabled ? <span className="badge against">{t('security.accounts.disabled')}</span> : null}
          {account.hasPassword ? null : <span className="badge warn">{t('security.accounts.noPassword')}</span>}
          <span className="soft small account-email">{account.email}</span>
        </span>
        {asking ? null : (
          <span className="row">
            {offered(account.disabled ? 'enable' : 'disable')}
            {offered('remove')}
          </span>
        )}
      </div>
      {asking ? (
        <Confirm
          question={t(`security.accounts.${asking}Question`, { name })}
          yes={t(`security.accounts.${asking}`)}
          busy={busy}
          onYes={() => void act(asking)}
          onNo={() => setAsking(null)}
        />
      ) : null}
      <WhyNot refusal={refusal} />
    </li>
  );
}

interface Typed {
  readonly name: string;
  readonly email: string;
  readonly role: DeskRole;
}

function Invite({ council }: { readonly council: string }) {
  const { t, language } = useLanguage();
  const { ask } = useApiMutation();
  const know = useUpdateCache();
  const [invited, setInvited] = useState<AccountInvited | null>(null);
  const form = useEditForm<Typed, AccountInvite>({
    draft: null,
    saved: { name: '', email: '', role: 'secretary' },
    schema: accountInvite,
    inputOf: ({ name, email, role }) => ({ email, role, language: language as Language, label: { [language]: name } }),
    save: async input => {
      setInvited(null);
      setInvited(await ask(api.inviteAccount(council, input)));
      await know(null, api.councilAccounts(council));
    },
  });
  return (
    <FormFrame
      form={form}
      label={t('security.accounts.invite')}
      labels={{
        label: t('security.accounts.name'),
        email: t('security.accounts.email'),
        role: t('security.accounts.role'),
      }}
      className="card stack account-form"
    >
      <h2>{t('security.accounts.invite')}</h2>
      <Line<Typed> name="name" path="label" hint={t('security.accounts.nameHint')} maxLength={300} />
      <Line<Typed> name="email" type="email" autoComplete="off" maxLength={254} />
      <RoleChoice />
      <Refused form={form} />
      <div className="row">
        <Button type="submit" kind="primary" busy={form.busy}>
          {t('security.accounts.send')}
        </Button>
      </div>
      {invited ? (
        <div className="notice stack" role="status">
          <p>
            {t('security.accounts.done', { mailed: invited.mailed ? 'yes' : 'no', link: invited.link ? 'yes' : 'no' })}
          </p>
          {invited.link ? <LinkShown issued={invited.link} zone={ownZone()} label={invited.row.email} /> : null}
        </div>
      ) : null}
    </FormFrame>
  );
}

function RoleChoice() {
  const { t } = useLanguage();
  const [role, setRole] = useValue<DeskRole>('role');
  return (
    <FormField path="role" hint={t(`security.accounts.hint.${role}`)}>
      {control => (
        <select {...control} className="input" value={role} onChange={event => setRole(event.target.value as DeskRole)}>
          {DESK_ROLES.map(one => (
            <option key={one} value={one}>
              {t(`security.role.${one}`)}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
}
