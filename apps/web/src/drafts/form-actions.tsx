import { useLanguage } from '../language.js';
import { Button } from '../ui/button.js';

/** The end of a form: its button, or where the large button sends it only the way to throw it away. */
export function FormActions({
  inBar,
  yes,
  busy,
  why,
  onCancel,
}: {
  readonly inBar: boolean;
  readonly yes: string;
  readonly busy: boolean;
  readonly why?: string | null;
  readonly onCancel: () => void;
}) {
  const { t } = useLanguage();
  return (
    <div className="row">
      {inBar ? (
        // Enter in a field of one line sends the form, as everywhere.
        <button type="submit" hidden tabIndex={-1} aria-hidden="true" />
      ) : (
        <Button type="submit" kind="primary" size="small" busy={busy} why={why ?? null}>
          {yes}
        </Button>
      )}
      <Button size="small" onClick={onCancel}>
        {t('common.cancel')}
      </Button>
      {inBar ? <span className="small soft">{t('chair.draft.inBar')}</span> : null}
    </div>
  );
}
