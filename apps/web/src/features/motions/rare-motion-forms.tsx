/** The dialogs behind "More" of a motion, in a file of their own: a page fetches them after it stands. */
import type { Motion } from '@kengesh/domain';
import { AmendmentForm } from './amendment-form.js';
import { DivideForm } from './divide-form.js';
import {
  DeferForm,
  DropForm,
  InadmissibleForm,
  MergeForm,
  ReferForm,
  SecondForm,
  TakeOverForm,
  TranslateForm,
} from './motion-forms.js';
import { NewMotion } from './new-motion.js';

export const rareMotionForms = {
  second: SecondForm,
  amend: AmendmentForm,
  rivalAdd: RivalForm,
  translate: TranslateForm,
  divide: DivideForm,
  merge: MergeForm,
  defer: DeferForm,
  refer: ReferForm,
  drop: DropForm,
  inadmissible: InadmissibleForm,
  takeOver: TakeOverForm,
} as const;

function RivalForm({ motion, onDone }: { readonly motion: Motion; readonly onDone: () => void }) {
  return <NewMotion item={motion.item} rivalOf={motion.id} onDone={onDone} />;
}
