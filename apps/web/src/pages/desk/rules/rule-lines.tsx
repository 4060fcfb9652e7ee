import type { RuleLine } from './words.js';

/** Rules read out, a line each; `marked`: those that are new. */
export function RuleLines({
  lines,
  marked,
}: {
  readonly lines: readonly RuleLine[];
  readonly marked?: (line: RuleLine) => boolean;
}) {
  return (
    <dl className="rule-lines">
      {lines.map(line => (
        <div key={`${line.name} ${line.text}`} className={marked?.(line) ? 'changed' : undefined}>
          <dt>{line.name}</dt>
          <dd>{line.text}</dd>
        </div>
      ))}
    </dl>
  );
}
