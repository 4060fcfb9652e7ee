// Every sentence a person reads, per language, by code. Pure.
export { interfaceLanguage, isPhraseKey, type PhraseParams, phrase } from './phrase.js';
export { refusalSentence } from './refusals.js';
export { INTERFACE_LANGUAGES, type InterfaceLanguage, type PhraseKey } from './topics.js';
