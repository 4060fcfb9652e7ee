import type { Motion } from '@kengesh/domain';
import { useLanguage } from '../../language.js';

const TONE: { readonly [status in Motion['status']]: string } = {
  admitted: '',
  put: 'accent',
  adopted: 'for',
  rejected: 'against',
  no_decision: 'abstain',
  withdrawn: 'abstain',
  submitted: 'warn',
  inadmissible: 'abstain',
  not_put: 'abstain',
  deferred: 'abstain',
  referred: 'abstain',
  merged: 'abstain',
  lapsed: 'abstain',
  superseded: 'abstain',
  repealed: 'abstain',
};
const SIGN: { readonly [status in Motion['status']]?: string } = {
  adopted: '✓ ',
  rejected: '✕ ',
  no_decision: '– ',
  inadmissible: '✕ ',
  not_put: '– ',
};

/** What became of a motion; nothing while it only waits for its vote. */
export function StatusBadge({ motion }: { readonly motion: Motion }) {
  const { t } = useLanguage();
  if (motion.status === 'admitted') return null;
  return (
    <span className={`badge ${TONE[motion.status]}`}>
      {SIGN[motion.status]}
      {motion.status === 'submitted' ? t('procedure.motion.waits') : t(`roles.motion.${motion.status}`)}
    </span>
  );
}
