import type { Voting } from '@kengesh/domain';
import { ruleSentence, wayRule } from '@kengesh/phrases/page';
import { useEffect, useId, useRef, useState } from 'react';
import { useLanguage } from '../../language.js';

/** The text that is voted: its beginning, and the whole by one button where it is longer. */
export function BallotText({
  motion,
  threshold,
  of,
}: {
  readonly motion: NonNullable<Voting['motion']>;
  readonly threshold: Voting['threshold'];
  /** Where no threshold decides, what does. */
  readonly of?: Voting;
}) {
  const { t, localize, language } = useLanguage();
  const id = useId();
  const ref = useRef<HTMLDivElement>(null);
  const [whole, setWhole] = useState(false);
  const [longer, setLonger] = useState(false);
  const text = localize(motion.text);
  useEffect(() => {
    const box = ref.current;
    if (!box) return;
    const measure = () =>
      setLonger(was => (box.classList.contains('whole') ? was : box.scrollHeight > box.clientHeight + 2));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(box);
    return () => watch.disconnect();
  }, [text]);
  return (
    <div className="ballot-text">
      <div className="text-box">
        <div id={id} ref={ref} className={whole ? 'text whole' : 'text'}>
          {text}
        </div>
        {longer ? (
          <button
            type="button"
            className={whole ? 'more whole' : 'more'}
            aria-expanded={whole}
            aria-controls={id}
            onClick={() => setWhole(!whole)}
          >
            <span>{t(whole ? 'delegate.ballot.lessText' : 'delegate.ballot.wholeText')}</span>
          </button>
        ) : null}
      </div>
      <p className="soft small">
        {t('delegate.ballot.rule', { rule: (of && wayRule(language, of)) ?? ruleSentence(language, threshold) })}
        {whole ? ` · ${t('delegate.ballot.version', { version: motion.version })}` : ''}
      </p>
    </div>
  );
}
