import type { SessionRow } from '@kengesh/contracts';
import { useLanguage } from '../../language.js';

const KIND: { readonly [phase in SessionRow['phase']]: string } = {
  planned: '',
  prepared: 'accent',
  open: 'for',
  recess: 'warn',
  closed: 'abstain',
  cancelled: 'against',
};
const SIGN: { readonly [phase in SessionRow['phase']]: string } = {
  planned: '○',
  prepared: '◐',
  open: '●',
  recess: '‖',
  closed: '✓',
  cancelled: '✕',
};

/** How far a session has come: a sign and a word, never colour alone. */
export function Phase({ phase }: { readonly phase: SessionRow['phase'] }) {
  const { t } = useLanguage();
  return (
    <span className={`badge ${KIND[phase]}`}>
      <span aria-hidden="true">{SIGN[phase]}</span> {t(`roles.phase.${phase}`)}
    </span>
  );
}
