import { useLanguage } from '../language.js';

/** Why the last thing asked was refused; nothing while nothing was. */
export function RefusalNotice({
  refusal,
}: {
  readonly refusal: { readonly refused: string; readonly params: { readonly [name: string]: unknown } } | null;
}) {
  const { refusalText } = useLanguage();
  return refusal ? (
    <p className="notice against" role="alert">
      {refusalText(refusal.refused, refusal.params)}
    </p>
  ) : null;
}
