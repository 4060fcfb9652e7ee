import { Toast as Base } from '@base-ui/react/toast';
import { useEffect } from 'react';
import { useLanguage } from '../language.js';
import type { DoneList } from './done.js';
import './toasts.css';

/** Long enough to be read twice; a pointer or the focus on it holds the clock. */
const SHOWN_FOR = 8_000;

/** Nothing is asked. */
const NO_DIALOG = { role: 'group', 'aria-modal': undefined };
/** They stand one under another, so that none hides what another offers. */
const ALWAYS_SHOWN = { 'aria-hidden': undefined };

/** The one region in which is said what was done; it is live itself, and so nothing in it is. */
export function Toasts({ done }: { readonly done: DoneList }) {
  return (
    <Base.Provider timeout={SHOWN_FOR} limit={3}>
      <Region done={done} />
    </Base.Provider>
  );
}

function Region({ done }: { readonly done: DoneList }) {
  const { t } = useLanguage();
  const { toasts, add } = Base.useToastManager();
  useEffect(() => done.hear(title => add({ title })), [done, add]);
  return (
    <Base.Viewport className="kit-toasts" aria-label={t('desk.done.region')}>
      {toasts.map(toast => (
        <Base.Root key={toast.id} toast={toast} {...NO_DIALOG} className="kit-toast" swipeDirection={['down', 'right']}>
          <Base.Content className="kit-toast-line">
            <Base.Title render={<span />} />
            <Base.Close className="button small quiet" aria-label={t('common.close')} {...ALWAYS_SHOWN}>
              ✕
            </Base.Close>
          </Base.Content>
        </Base.Root>
      ))}
    </Base.Viewport>
  );
}
