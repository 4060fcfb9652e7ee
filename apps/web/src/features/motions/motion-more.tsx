import type { Motion } from '@kengesh/domain';
import { useState } from 'react';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { Button } from '../../ui/button.js';
import { Deferred, deferred } from '../../ui/deferred.js';
import { Dialog } from '../../ui/dialog.js';
import { useFormRequest } from '../../ui/open-forms.js';

const forms = deferred(() => import('./rare-motion-forms.js'));
type What = keyof typeof import('./rare-motion-forms.js')['rareMotionForms'];

/** What may come of a motion by its kind and state; whether it is lawful now, the form says with its reason. */
function possible(motion: Motion, presides: boolean, divided: boolean): readonly What[] {
  const waiting = motion.status === 'submitted' || motion.status === 'admitted';
  const proposal = !motion.amends && !motion.partOf;
  const amendable = !motion.partOf && (motion.change === undefined || motion.change.words !== null);
  if (motion.status === 'withdrawn' && !motion.partOf) return ['takeOver'];
  if (!waiting) return motion.status === 'no_decision' && presides ? ['drop'] : [];
  return [
    ...(amendable ? (['amend'] as const) : []),
    ...(motion.partOf ? [] : (['second'] as const)),
    ...(proposal ? (['translate', 'rivalAdd', 'merge'] as const) : []),
    ...(proposal && motion.division && !divided ? (['divide'] as const) : []),
    ...(proposal && presides ? (['defer', 'refer'] as const) : []),
    ...(presides ? (['drop', 'inadmissible'] as const) : []),
  ];
}

/** The rarer things, folded away behind one word; each asked in a dialog. */
export function MotionMore({ motion, presides }: { readonly motion: Motion; readonly presides: boolean }) {
  const { state } = useSession();
  const { t } = useLanguage();
  const [open, setOpen] = useState<What | null>(null);
  useFormRequest(`amend.${motion.id}`, () => setOpen('amend'));
  useFormRequest(`divide.${motion.id}`, () => setOpen('divide'));
  useFormRequest(`refer.${motion.id}`, () => setOpen('refer'));
  useFormRequest(`translate.${motion.id}`, () => setOpen('translate'));
  useFormRequest(`rival.${motion.id}`, () => setOpen('rivalAdd'));
  const divided = Object.values(state.motions).some(one => one.partOf === motion.id);
  const all = possible(motion, presides, divided);
  if (all.length === 0) return null;
  return (
    <>
      <details className="motion-more">
        <summary className="button quiet small">{t('procedure.more')}</summary>
        <div className="row">
          {all.map(one => (
            <Button key={one} size="small" onClick={() => setOpen(one)}>
              {t(`procedure.motion.${one}`)}
            </Button>
          ))}
        </div>
      </details>
      {open ? (
        <Dialog title={t(`procedure.motion.${open}`)} open onClose={() => setOpen(null)}>
          <Deferred part={forms}>
            {({ rareMotionForms }) => {
              const Form = rareMotionForms[open];
              return <Form motion={motion} onDone={() => setOpen(null)} />;
            }}
          </Deferred>
        </Dialog>
      ) : null}
    </>
  );
}
