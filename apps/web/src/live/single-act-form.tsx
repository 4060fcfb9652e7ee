import type { Act } from '@kengesh/domain';
import type { ReactNode } from 'react';
import { useLanguage } from '../language.js';
import { Button } from '../ui/button.js';
import { RefusalNotice } from '../ui/refusal-notice.js';
import { useRefusalReason } from './refusal-reason.js';
import { useSubmitAct } from './session-context.js';

/** A form that asks for one act once all is chosen; greyed with the rule's own reason where it would be refused. */
export function SingleActForm({
  act,
  yes,
  missing,
  onDone,
  draft,
  children,
}: {
  /** null: something is not said yet. */
  readonly act: Act | null;
  readonly yes: string;
  /** What is to be done first, where `act` is null. */
  readonly missing: string;
  readonly onDone: () => void;
  /** What is typed here and kept: gone once it is sent or thrown away. */
  readonly draft?: { readonly clear: () => void };
  readonly children: ReactNode;
}) {
  const { t } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const no = act && whyNot(act);
  const done = () => {
    draft?.clear();
    onDone();
  };
  return (
    <form
      className="stack"
      onSubmit={async event => {
        event.preventDefault();
        if (act && !no && (await ask(act)).ok) done();
      }}
    >
      {children}
      {no ? <p className="notice warn small">{no}</p> : null}
      <RefusalNotice refusal={refusal} />
      <div className="row">
        <Button type="submit" kind="primary" busy={busy} why={act ? no : missing}>
          {yes}
        </Button>
        <Button onClick={done}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
