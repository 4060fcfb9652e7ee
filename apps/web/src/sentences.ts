import {
  hasSentences,
  INTERFACE_LANGUAGES,
  type InterfaceLanguage,
  loadSentences,
  type PageSentences,
} from '@kengesh/phrases/page';

/** What the pages of this window say by now, and in which languages. */
const said = new Set<PageSentences>();
const languages = new Set<InterfaceLanguage>();

/** Whether the page can be shown in this language at once. */
export const isSpoken = (language: InterfaceLanguage): boolean => hasSentences(language, [...said]);

/** A language in which it can be, whatever was asked for; null before the first has come. */
export const spokenAtAll = (): InterfaceLanguage | null => [...languages].find(isSpoken) ?? null;

/** Brings what is said here in this language; what comes later is brought in it too. */
export async function speak(language: InterfaceLanguage): Promise<void> {
  languages.add(language);
  try {
    await loadSentences(language, [...said]);
  } catch (error) {
    // What comes later must not wait for a language that does not come.
    if (languages.size > 1) languages.delete(language);
    throw error;
  }
}

/** A piece of a page together with what it says: neither is of use without the other. */
export async function withSentences<Piece>(
  piece: Promise<Piece>,
  sentences: PageSentences,
  opensIn: Iterable<InterfaceLanguage> = languages,
): Promise<Piece> {
  said.add(sentences);
  const [found] = await Promise.all([piece, ...[...opensIn].map(speak)]);
  return found;
}

const KEPT = 'kengesh.language';

/** The language chosen here before, if any. */
export function keptLanguage(): InterfaceLanguage | null {
  try {
    const value = localStorage.getItem(KEPT);
    return INTERFACE_LANGUAGES.find(one => one === value) ?? null;
  } catch {
    return null;
  }
}

export function keepLanguage(language: InterfaceLanguage): void {
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // A browser that keeps nothing still shows the language chosen now.
  }
}

/** Russian is the working language; English for those whose browser prefers it. */
export function askedLanguage(): InterfaceLanguage {
  const wanted = navigator.languages.map(tag => tag.slice(0, 2));
  return wanted.map(tag => INTERFACE_LANGUAGES.find(one => one === tag)).find(Boolean) ?? 'ru';
}

/** The language in which a page opens before it is known whose it is. */
export const openingLanguage = (): InterfaceLanguage => keptLanguage() ?? askedLanguage();
