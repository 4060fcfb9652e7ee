import { formatLocalDate } from '@kengesh/phrases/page';
import { useLanguage } from '../../../language.js';
import { wallClock } from '../../../ui/zone-time.js';
import type { Line } from './line.js';

/** How far the signing of a decision has come, or that it does not matter any more. */
export function signatureOf({ reconsidered, signed = [] }: Line) {
  const by = (as: 'presiding' | 'secretary') => signed.some(one => one.as === as);
  if (reconsidered) return 'reconsidered';
  if (by('presiding')) return by('secretary') ? 'signedBoth' : 'signedPresiding';
  return by('secretary') ? 'signedSecretary' : 'unsigned';
}

/** How far a decision has come; and that both signatures are of one hand, where so (SEC-21). */
export function DecisionState(of: { readonly line: Line; readonly zone: string }) {
  const { t } = useLanguage();
  const isByOneHand = of.line.signed?.some(({ oneHand }) => oneHand) ?? false;
  return (
    <>
      <Progress {...of} />
      {isByOneHand ? <span className="badge warn">{t('desk.register.oneHand')}</span> : null}
    </>
  );
}

/** Signatures, number, or that the body took it up again. */
function Progress({ line, zone }: { readonly line: Line; readonly zone: string }) {
  const { language, t } = useLanguage();
  const key = signatureOf(line);
  if (key === 'reconsidered') return <span className="badge abstain">{t('desk.register.reconsidered')}</span>;
  if (key === 'signedBoth') {
    const last = (line.signed ?? [])
      .map(one => one.at)
      .sort()
      .at(-1)!;
    const date = formatLocalDate(language, wallClock(Date.parse(last), zone).slice(0, 10));
    return line.label ? (
      <span className="badge for">✓ {t('desk.register.signedAt', { date })}</span>
    ) : (
      <span className="badge accent">{t('desk.register.signedBoth')}</span>
    );
  }
  return <span className={key === 'unsigned' ? 'soft small one-line' : 'small'}>{t(`desk.register.${key}`)}</span>;
}
