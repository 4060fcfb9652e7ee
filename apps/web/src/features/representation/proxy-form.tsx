import { type Act, type Instruction, isProof } from '@kengesh/domain';
import { useState } from 'react';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SeatSelect } from '../../ui/seat-select.js';
import { SelectField } from '../../ui/select-field.js';
import { proxyLimit, seatLabel, standing } from './represent-of.js';

const CHOICES = ['yes', 'no', 'abstain'] as const;
type Told = { readonly [item: string]: (typeof CHOICES)[number] | '' };

interface ProxyDraft {
  readonly principal: string;
  readonly holder: string;
  readonly item: string;
  readonly directed: boolean;
  readonly told: Told;
  readonly proof: string;
}
const EMPTY: ProxyDraft = { principal: '', holder: '', item: '', directed: false, told: {}, proof: '' };

/** A proxy entered by the secretary: whose, to whom, for what, how to vote, by what document; the limit is told. */
export function ProxyForm({ onDone }: { readonly onDone: () => void }) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const draft = useFormDraft<ProxyDraft>({
    form: 'proxy',
    kind: 'proxy',
    item: null,
    place: 'present',
    initial: EMPTY,
    excerpt: typed => localize(seatLabel(state, typed.principal)),
  });
  const { principal, holder, item, directed, told, proof } = draft.value;
  const done = () => {
    draft.clear();
    onDone();
  };
  const [tried, setTried] = useState(false);
  const seats = (state.prepared?.seats ?? []).filter(one => one.filled);
  const pending = state.agenda.items.filter(one => one.status === 'pending');
  const inScope = item ? pending.filter(one => one.id === item) : pending;
  const choices = inScope.flatMap(one => {
    const choice = told[one.id];
    return choice ? [{ item: one.id, choice }] : [];
  });
  const held = standing(state).proxies.filter(one => one.holder === holder).length;
  const instruction: Instruction = directed ? { kind: 'directed', choices } : { kind: 'free' };
  const act = {
    type: 'proxy.register',
    principal,
    holder,
    item: item || null,
    instruction: instruction as Extract<Act, { type: 'proxy.register' }>['instruction'],
    proof: proof.trim(),
  } as const satisfies Act;
  const named = principal !== '' && holder !== '';
  const untold = directed && choices.length === 0;
  const wrong = !isProof(proof);
  const submit = async () => {
    setTried(true);
    if (!named || untold || wrong) return;
    if ((await ask(act)).ok) done();
  };
  const missing = t('procedure.chooseFirst');
  return (
    <form
      className="stack"
      onSubmit={event => {
        event.preventDefault();
        void submit();
      }}
    >
      <Field label={t('procedure.rep.principal')} error={tried && !principal ? missing : null}>
        {control => (
          <SeatSelect
            {...control}
            seats={seats}
            none={t('procedure.choose')}
            value={principal}
            onChange={next => draft.change({ principal: next })}
          />
        )}
      </Field>
      <Field
        label={t('procedure.rep.holder')}
        hint={[
          t('procedure.rep.limit', { limit: proxyLimit(state) }),
          holder ? t('procedure.rep.held', { n: held }) : '',
        ]
          .join(' ')
          .trim()}
        error={tried && !holder ? missing : null}
      >
        {control => (
          <SeatSelect
            {...control}
            seats={seats.filter(one => one.id !== principal)}
            none={t('procedure.choose')}
            value={holder}
            onChange={next => draft.change({ holder: next })}
          />
        )}
      </Field>
      <SelectField
        label={t('procedure.rep.scope')}
        none={t('procedure.rep.session')}
        value={item}
        onChange={next => draft.change({ item: next })}
        options={pending.map(one => [one.id, localize(one.title)])}
      />
      <SelectField
        label={t('procedure.rep.instruction')}
        value={directed ? 'directed' : 'free'}
        onChange={value => draft.change({ directed: value === 'directed' })}
        options={[
          ['free', t('procedure.rep.free')],
          ['directed', t('procedure.rep.asTold')],
        ]}
      />
      {directed
        ? inScope.map((one, index) => (
            <SelectField
              key={one.id}
              label={localize(one.title)}
              none={t('procedure.rep.notTold')}
              value={told[one.id] ?? ''}
              onChange={choice => draft.change({ told: { ...told, [one.id]: choice } })}
              options={CHOICES.map(choice => [choice, t(`roles.choice.${choice}`)])}
              error={tried && untold && index === 0 ? t('procedure.rep.tellOne') : null}
            />
          ))
        : null}
      <Field
        label={t('procedure.rep.proofLabel')}
        hint={t('procedure.rep.proofHint')}
        error={tried && wrong ? t('procedure.rep.proofWrong') : null}
      >
        {control => (
          <input
            {...control}
            className="input"
            maxLength={64}
            autoComplete="off"
            value={proof}
            onChange={event => draft.change({ proof: event.target.value })}
          />
        )}
      </Field>
      <RefusalNotice refusal={refusal} />
      <div className="row">
        <Button type="submit" kind="primary" busy={busy} why={named && !wrong && !untold ? whyNot(act) : null}>
          {t('procedure.rep.register')}
        </Button>
        <Button onClick={done}>{t('common.cancel')}</Button>
      </div>
      {named && !wrong && !untold && whyNot(act) ? <p className="notice warn small">{whyNot(act)}</p> : null}
    </form>
  );
}
