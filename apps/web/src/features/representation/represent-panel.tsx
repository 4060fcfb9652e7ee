import type { Act, VotingProxy } from '@kengesh/domain';
import { type ReactNode, useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Deferred, deferred } from '../../ui/deferred.js';
import { Dialog } from '../../ui/dialog.js';
import { useFormRequest } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { isHere, itemTitle, personLabel, proxyLimit, seatLabel, standing } from './represent-of.js';
import './represent.css';

type Form = 'Proxy' | 'Substitute' | 'Recusal' | 'Suspension';
const TITLES = {
  Proxy: 'procedure.rep.newProxy',
  Substitute: 'procedure.rep.newSubstitute',
  Recusal: 'procedure.rep.newRecusal',
  Suspension: 'procedure.rep.newSuspension',
} as const;
const forms = deferred(async () => ({ ...(await import('./proxy-form.js')), ...(await import('./seat-forms.js')) }));
const FORMS: readonly Form[] = ['Proxy', 'Substitute', 'Recusal', 'Suspension'];

/** Who votes for whom, and who does not vote: kept by the secretary, read by whoever presides. Folded up until wanted. */
export function RepresentPanel() {
  const { state, me } = useSession();
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const [form, setForm] = useState<Form | null>(null);
  useFormRequest('proxy', () => setForm('Proxy'));
  const { proxies, substitutes, recusals, suspensions } = standing(state);
  const n = proxies.length + substitutes.length + recusals.length + suspensions.length;
  const secretary = me.role === 'secretary';
  const running = ['prepared', 'open', 'recess'].includes(state.session.phase);
  if (n === 0 && !(secretary && running)) return null;
  const seat = (one: string) => localize(seatLabel(state, one));
  const undo = (act: Act, label: string, name: string) =>
    secretary && running ? (
      <Button size="small" kind="quiet" busy={busy} why={whyNot(act)} aria-label={name} onClick={() => void ask(act)}>
        {label}
      </Button>
    ) : null;
  return (
    <>
      <details className="represent-panel">
        <summary className="overline">{t('procedure.rep.heading', { n })}</summary>
        <div className="stack">
          {n === 0 ? <p className="soft small">{t('procedure.rep.none')}</p> : null}
          <Group heading={t('procedure.rep.proxies')} empty={proxies.length === 0}>
            {proxies.map(one => (
              <li key={one.id}>
                <span>
                  {t('procedure.rep.proxy', { principal: seat(one.principal), holder: seat(one.holder) })}
                  <ProxyTerms proxy={one} />
                </span>
                {undo(
                  { type: 'proxy.revoke', proxy: one.id },
                  t('procedure.rep.revoke'),
                  t('procedure.rep.revokeOne', { name: seat(one.principal) }),
                )}
              </li>
            ))}
          </Group>
          <Group heading={t('procedure.rep.substitutes')} empty={substitutes.length === 0}>
            {substitutes.map(one => (
              <li key={one.seat}>
                <span>
                  {t('procedure.rep.substitute', {
                    seat: seat(one.seat),
                    name: localize(personLabel(state, one.participant)),
                  })}
                </span>
                {undo(
                  { type: 'seat.giveBack', seat: one.seat },
                  t('procedure.rep.giveBack'),
                  t('procedure.rep.giveBackOne', { name: seat(one.seat) }),
                )}
              </li>
            ))}
          </Group>
          <Group heading={t('procedure.rep.recusals')} empty={recusals.length === 0}>
            {recusals.map(one => (
              <li key={`${one.seat} ${one.item}`}>
                <span>
                  {t('procedure.rep.recusal', { seat: seat(one.seat), title: localize(itemTitle(state, one.item)) })}
                  <span className="soft small">{t(`procedure.rep.mode.${one.mode}`)}</span>
                </span>
                {undo(
                  { type: 'seat.withdrawRecusal', seat: one.seat, item: one.item },
                  t('procedure.rep.withdraw'),
                  t('procedure.rep.withdrawOne', { name: seat(one.seat) }),
                )}
              </li>
            ))}
          </Group>
          <Group heading={t('procedure.rep.suspensions')} empty={suspensions.length === 0}>
            {suspensions.map(one => (
              <li key={one.seat}>
                <span>
                  {seat(one.seat)} <span className="soft small">{t(`procedure.rep.because.${one.reason}`)}</span>
                </span>
                {undo(
                  { type: 'seat.restore', seat: one.seat },
                  t('procedure.rep.restore'),
                  t('procedure.rep.restoreOne', { name: seat(one.seat) }),
                )}
              </li>
            ))}
          </Group>
          <RefusalNotice refusal={refusal} />
          {secretary && running ? (
            <div className="row">
              {FORMS.map(one => (
                <Button
                  key={one}
                  size="small"
                  why={one === 'Proxy' && proxyLimit(state) === 0 ? t('procedure.rep.limit', { limit: 0 }) : null}
                  onClick={() => setForm(one)}
                >
                  + {t(`procedure.rep.add${one}`)}
                </Button>
              ))}
            </div>
          ) : null}
        </div>
      </details>
      {form ? (
        <Dialog title={t(TITLES[form])} open onClose={() => setForm(null)}>
          <Deferred part={forms}>
            {components => {
              const Form = components[`${form}Form`];
              return <Form onDone={() => setForm(null)} />;
            }}
          </Deferred>
        </Dialog>
      ) : null}
    </>
  );
}

function Group({
  heading,
  empty,
  children,
}: {
  readonly heading: string;
  readonly empty: boolean;
  readonly children: ReactNode;
}) {
  return empty ? null : (
    <div>
      <h3 className="small soft">{heading}</h3>
      <ul className="represent-list">{children}</ul>
    </div>
  );
}

function ProxyTerms({ proxy }: { readonly proxy: VotingProxy }) {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const { instruction, item, proof, principal } = proxy;
  const how =
    instruction.kind === 'free'
      ? t('procedure.rep.free')
      : t('procedure.rep.directed', {
          how: instruction.choices
            .map(one => `${localize(itemTitle(state, one.item))}: ${t(`roles.choice.${one.choice}`)}`)
            .join('; '),
        });
  const scope =
    item === null ? t('procedure.rep.session') : t('procedure.rep.onItem', { title: localize(itemTitle(state, item)) });
  return (
    <span className="soft small">
      {[scope, how, t('procedure.rep.proof', { proof })].join(' · ')}
      {isHere(state, principal) ? <span className="represent-note">{t('procedure.rep.sleeps')}</span> : null}
    </span>
  );
}
