import { type LinesOf, said } from '../line.js';
import type { Language } from '../text.js';
import type { interpretationEventSchemas } from './schemas.js';
import type { Source } from './state.js';

const into = (language: Language) => ({ into: said('word', `roles.interpretation.${language}`) });
const via = (source: Source) => ({ via: source === 'floor' ? source : said('word', `roles.tongue.${source}`) });
const interpreter = ({ language, participant }: { readonly language: Language; readonly participant: string }) => ({
  ...into(language),
  participant: said('participant', participant),
});

export const interpretationLines = {
  'interpretation.taken': data => ({ ...interpreter(data), ...via(data.source) }),
  'interpretation.offered': interpreter,
  'interpretation.handedOver': interpreter,
  'interpretation.sourceSet': ({ language, source }) => ({ ...into(language), ...via(source) }),
  'interpretation.left': interpreter,
  'interpretation.signalled': ({ participant, about }) => ({ participant: said('participant', participant), about }),
} satisfies LinesOf<typeof interpretationEventSchemas>;
