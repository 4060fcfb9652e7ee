// The same without the sentences: a page loads those it says (pages/), in its reader's language.

export type { ParsedSentence, Sentence } from './catalogue.js';
export {
  formatDate,
  formatDateTime,
  formatLocalDate,
  formatLocalDateTime,
  formatOffset,
  formatSpan,
  formatTime,
  zoneLabel,
} from './dates.js';
export { goneQuorumSentence } from './gone-quorum.js';
export { journalLine } from './journal-line.js';
export { INTERFACE_LANGUAGES, type InterfaceLanguage, languageName } from './languages.js';
export { hasSentences, loadSentences, type PageSentences } from './load.js';
export { choiceLabel, countsSentence, explanationSentence, outcomeSentence } from './outcome.js';
export { interfaceLanguage, isPhraseKey, type PhraseParams, phrase } from './phrase.js';
export { quorumSentence } from './quorum.js';
export { type RefusalCode, refusalSentence } from './refusals.js';
export { caseProblemLines, forecastSentences, ruleProblemSentence, simulationLines } from './rules.js';
export { ruleSentence, wayRule, weightText } from './threshold.js';
export type { PhraseKey, SentenceFile } from './topics.js';
export { wayName, wayOutcome } from './ways.js';
