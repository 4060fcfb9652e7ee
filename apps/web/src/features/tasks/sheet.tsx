import { useLanguage } from '../../language.js';
import { Button } from '../../ui/button.js';
import { type Sealed, sheetOf } from './seal.js';

/** After it was recorded: a copy of the words and their key for whoever filed them. */
export function Sheet({
  kept,
  name,
  onDone,
}: {
  readonly kept: Sealed;
  /** Of the file, without its ending. */
  readonly name: string;
  readonly onDone: () => void;
}) {
  const { t } = useLanguage();
  return (
    <div className="stack">
      <p role="status">{t('procedure.remark.recorded')}</p>
      <div className="row">
        <a className="button primary" href={sheetOf(kept)} download={`${name}.txt`}>
          {t('procedure.remark.save')}
        </a>
        <Button onClick={onDone}>{t('procedure.done')}</Button>
      </div>
    </div>
  );
}
