import type { Voting } from '@kengesh/domain';
import { choiceLabel } from '@kengesh/phrases/page';
import { useRef, useState } from 'react';
import { useFormDraft } from '../../drafts/use-draft.js';
import { useLanguage } from '../../language.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Field } from '../../ui/field.js';
import { formId, useBarForm } from '../../ui/open-forms.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';

const SIDES = [
  ['yes', '✓', 'for'],
  ['no', '✕', 'against'],
  ['none', '–', 'abstain'],
] as const;

/** A tie that waits for the casting vote: chosen, then given; it is final. */
export function CastingVote({ voting }: { readonly voting: Voting }) {
  const { state, me } = useSession();
  const { t } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const [casting, choose] = useState<(typeof SIDES)[number] | null>(null);
  if (voting.result?.awaits !== 'chair') return null;
  if (me.participant === null || me.participant !== state.session.presiding)
    return (
      <p className="notice warn" role="status">
        {t('conduct.tie.waits')}
      </p>
    );
  return (
    <section className="vote-work tie notice warn stack" aria-labelledby="tie-heading">
      <h3 id="tie-heading">{t('conduct.tie.heading')}</h3>
      <div className="row by-hand">
        {casting ? (
          <>
            <Button
              kind="primary"
              busy={busy}
              autoFocus
              onClick={() => void ask({ type: 'voting.decideTie', voting: voting.id, casting: casting[0] })}
            >
              {casting[1]} {t('conduct.tie.record', { choice: t(`conduct.tie.${casting[0]}`) })}
            </Button>
            <Button onClick={() => choose(null)}>{t('conduct.tie.change')}</Button>
          </>
        ) : (
          SIDES.map(side => (
            <Button key={side[0]} className={side[2]} onClick={() => choose(side)}>
              {side[1]} {t(`conduct.tie.${side[0]}`)}
            </Button>
          ))
        )}
      </div>
      <RefusalNotice refusal={refusal} />
    </section>
  );
}

/** A count that waits for a lot: between whom, and what was drawn in front of all. */
export function DrawLot({ voting }: { readonly voting: Voting }) {
  const { state, me } = useSession();
  const { t, language } = useLanguage();
  const { busy, refusal, ask } = useSubmitAct();
  const name = `lot.${voting.id}`;
  const draft = useFormDraft<{ readonly seed: string }>({
    form: name,
    kind: 'lot',
    item: voting.item,
    initial: { seed: '' },
    excerpt: typed => typed.seed,
  });
  const { seed } = draft.value;
  const form = useRef<HTMLFormElement>(null);
  const due = voting.lotDue;
  const draws = me.participant !== null && me.participant === state.session.presiding;
  // Something typed: the large button draws that lot. Before, it leads here.
  const bar = useBarForm(
    due && draws && !voting.closedAt && seed.trim()
      ? {
          form: name,
          label: t('conduct.election.lotDraw'),
          detail: seed.trim(),
          why: null,
          busy,
          submit: () => form.current?.requestSubmit(),
          setAside: draft.clear,
        }
      : null,
  );
  if (!due || voting.closedAt) return null;
  const names = due.names.map(one => choiceLabel(language, voting, one)).join(', ');
  return (
    <section className="vote-work lot notice warn stack" aria-labelledby="lot-heading">
      <h3 id="lot-heading">{t('conduct.election.lot')}</h3>
      <p>{t('conduct.election.lotAsk', { purpose: due.purpose, names })}</p>
      {draws ? (
        <form
          ref={form}
          id={formId(name)}
          className="stack"
          onFocus={bar.onFocus}
          onSubmit={async event => {
            event.preventDefault();
            if (!seed.trim()) return;
            if ((await ask({ type: 'voting.close', voting: voting.id, seed: seed.trim() })).ok) draft.clear();
          }}
        >
          <Field label={t('conduct.election.lotSeed')} hint={t('conduct.election.lotSeedHint')}>
            {control => (
              <input
                {...control}
                className="input"
                maxLength={200}
                value={seed}
                onChange={event => draft.change({ seed: event.target.value })}
              />
            )}
          </Field>
          <div>
            <Button type="submit" kind="primary" busy={busy} why={seed.trim() ? null : t('conduct.election.lotFirst')}>
              {t('conduct.election.lotDraw')}
            </Button>
          </div>
        </form>
      ) : null}
      <RefusalNotice refusal={refusal} />
    </section>
  );
}
