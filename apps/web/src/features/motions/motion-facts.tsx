import { debateOf, type Motion } from '@kengesh/domain';
import { formatLocalDate } from '@kengesh/phrases/page';
import { excerpt } from '../../drafts/excerpt.js';
import { useLanguage } from '../../language.js';
import { useSession } from '../../live/session-context.js';
import { itemTitle, seatLabel } from '../representation/represent-of.js';

/** What is to be known of a motion besides its text, each in a line; nothing in the simple case. */
export function MotionFacts({ motion }: { readonly motion: Motion }) {
  const { state } = useSession();
  const { t, localize, language } = useLanguage();
  const textOf = (id: string | undefined) => excerpt(localize(state.motions[id ?? '']?.text ?? {}));
  const day = (date: string) => formatLocalDate(language, date);
  const { seconders = [], until, referredTo, effect } = motion;
  const need = debateOf(state).secondsRequired;
  const adopted = (motion.amendedBy ?? []).filter(one => state.motions[one]?.amends).length;
  const names = seconders.map(one => localize(seatLabel(state, one))).join(', ');
  const lines = [
    need > 0 && motion.status === 'submitted' && !motion.partOf
      ? t('procedure.motion.seconds', { have: seconders.length, need })
      : null,
    names ? t('procedure.motion.seconded', { names }) : null,
    motion.why ? t('procedure.motion.why', { why: motion.why }) : null,
    motion.status === 'deferred' && until
      ? until.item !== null
        ? t('procedure.motion.untilItem', { title: localize(itemTitle(state, until.item)) })
        : until.date
          ? t('procedure.motion.untilDate', { date: day(until.date) })
          : t('procedure.motion.untilNext')
      : null,
    motion.status === 'referred' && referredTo
      ? [
          t('procedure.motion.referredTo', { body: localize(referredTo.body) }),
          referredTo.due ? t('procedure.motion.dueBack', { date: day(referredTo.due) }) : null,
        ]
          .filter(Boolean)
          .join(', ')
      : null,
    motion.mergedInto ? t('procedure.motion.mergedInto', { text: textOf(motion.mergedInto) }) : null,
    motion.supersededBy ? t('procedure.motion.supersededBy', { text: textOf(motion.supersededBy) }) : null,
    adopted > 0 ? t('procedure.motion.amendedBy', { n: adopted }) : null,
    effect ? t(`procedure.motion.${effect.kind}`, { text: textOf(effect.motion) }) : null,
    motion.division ? t('procedure.motion.inParts') : null,
    motion.secretOnly ? t('procedure.motion.secretOnly') : null,
    motion.reconsidered ? t('procedure.motion.again') : null,
  ].filter(one => one !== null);
  return lines.length === 0 ? null : (
    <ul className="motion-facts small">
      {lines.map(one => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}
