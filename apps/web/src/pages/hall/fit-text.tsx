import { type ReactNode, useLayoutEffect, useRef } from 'react';

/**
 * A text as large as its place allows, never larger than `max` and never cut. Sizes in vmin, so that every projector
 * shows the same picture.
 */
export function FitText({
  max,
  min = 2.4,
  className,
  children,
}: {
  readonly max: number;
  readonly min?: number;
  readonly className?: string;
  readonly children: ReactNode;
}) {
  const ref = useRef<HTMLDivElement>(null);
  // Runs after each drawing: any change of text, language or screen may need another size.
  useLayoutEffect(() => {
    const box = ref.current;
    const text = box?.firstElementChild as HTMLElement | null;
    if (!box || !text) return;
    const fit = () => {
      let low = min;
      let high = max;
      const fits = (size: number) => {
        text.style.fontSize = `${size}vmin`;
        return text.scrollHeight <= box.clientHeight + 1 && text.scrollWidth <= box.clientWidth + 1;
      };
      if (fits(max)) return;
      for (let step = 0; step < 7; step += 1) {
        const middle = (low + high) / 2;
        if (fits(middle)) low = middle;
        else high = middle;
      }
      fits(low);
    };
    fit();
    const watch = new ResizeObserver(fit);
    watch.observe(box);
    return () => watch.disconnect();
  });
  return (
    <div ref={ref} className={`fit ${className ?? ''}`}>
      <div className="fit-text" style={{ fontSize: `${max}vmin` }}>
        {children}
      </div>
    </div>
  );
}
