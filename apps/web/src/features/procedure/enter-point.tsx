import { POINT_ABOUT, type PointAbout, presenceOf } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useRefusalReason } from '../../live/refusal-reason.js';
import { useSession, useSubmitAct } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { RefusalNotice } from '../../ui/refusal-notice.js';
import { SelectField } from '../../ui/select-field.js';

/** A point of order that somebody in the hall raised aloud: the secretary says who, and what about. */
export function EnterPoint() {
  const { state } = useSession();
  const { t, localize } = useLanguage();
  const whyNot = useRefusalReason();
  const { busy, refusal, ask } = useSubmitAct();
  const [open, setOpen] = useState(false);
  const [chosen, choose] = useState('');
  const [about, setAbout] = useState<PointAbout>('procedure');
  const raised = new Set(
    Object.values(state.order?.points ?? {}).flatMap(one => (one.status === 'pending' ? [one.participant] : [])),
  );
  const people = (state.prepared?.participants ?? []).filter(({ id, role }) => {
    const presence = presenceOf(state, id);
    const member = role !== 'observer' && role !== 'interpreter' && role !== 'secretary';
    return member && presence?.here === true && presence.mode === 'hall' && !raised.has(id);
  });
  const person = people.find(one => one.id === chosen);
  const act = { type: 'order.enterPoint', participant: person?.id ?? '', about } as const;
  const why = person ? whyNot(act) : t('chair.floor.chooseWho');
  return (
    <div className="order-enter stack">
      <div>
        <Button kind="quiet" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('procedure.order.enterPoint')}
        </Button>
      </div>
      {open ? (
        <>
          <SelectField
            label={t('procedure.order.enterPointWho')}
            none={t('procedure.choose')}
            value={person ? chosen : ''}
            onChange={choose}
            options={people.map(one => [one.id, localize(one.label)])}
          />
          <SelectField
            label={t('procedure.order.enterPointAbout')}
            value={about}
            onChange={value => setAbout(value || 'procedure')}
            options={POINT_ABOUT.map(one => [one, t(`procedure.order.about.${one}`)])}
          />
          {person && why ? <p className="small">{why}</p> : null}
          <div>
            <Button
              size="small"
              why={why}
              busy={busy}
              onClick={() => {
                choose('');
                void ask(act);
              }}
            >
              {t('procedure.order.enterPointNow')}
            </Button>
          </div>
          <RefusalNotice refusal={refusal} />
        </>
      ) : null}
    </div>
  );
}
