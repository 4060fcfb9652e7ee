/** A few numbers about what stands below them. */
export function Facts({ facts }: { readonly facts: readonly (readonly [n: number, label: string])[] }) {
  return (
    <dl className="facts">
      {facts.map(([n, label]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{n}</dd>
        </div>
      ))}
    </dl>
  );
}
