import { localizedText, type Wording } from '@kengesh/domain';
import { type PhraseKey, phrase, refusalSentence } from '@kengesh/phrases';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';

/** Languages a face can be shown in; all complete. */
export const FACE_LANGUAGES = ['ru', 'en'] as const;
export type FaceLanguage = (typeof FACE_LANGUAGES)[number];
const NAMES: Record<FaceLanguage, string> = { ru: 'Русский', en: 'English' };
const KEPT = 'kengesh.language';

interface LanguageView {
  readonly language: FaceLanguage;
  readonly choose: (language: FaceLanguage) => void;
  /** A sentence of the interface. */
  readonly t: (key: PhraseKey, params?: { readonly [name: string]: string | number }) => string;
  /** A text of the council's own, in this language or the nearest there is. */
  readonly w: (text: Wording | { readonly [language: string]: string }) => string;
  /** Why something was refused. */
  readonly why: (code: string, params?: { readonly [name: string]: unknown }) => string;
}

const Context = createContext<LanguageView | null>(null);

function kept(): FaceLanguage | null {
  try {
    const value = localStorage.getItem(KEPT);
    return FACE_LANGUAGES.find(one => one === value) ?? null;
  } catch {
    return null;
  }
}

function asked(): FaceLanguage {
  const wanted = navigator.languages.map(tag => tag.slice(0, 2));
  // Russian is the working language; English for those whose browser prefers it.
  return wanted.map(tag => FACE_LANGUAGES.find(one => one === tag)).find(Boolean) ?? 'ru';
}

/** The reader's language: chosen here, else `preferred` (the seat's), else the browser's. */
export function LanguageProvider({
  preferred,
  fixed,
  children,
}: {
  readonly preferred?: string | undefined;
  readonly fixed?: FaceLanguage;
  readonly children: ReactNode;
}) {
  const [chosen, setChosen] = useState<FaceLanguage | null>(kept);
  const language = fixed ?? chosen ?? FACE_LANGUAGES.find(one => one === preferred) ?? asked();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const view = useMemo<LanguageView>(
    () => ({
      language,
      choose(next) {
        setChosen(next);
        try {
          localStorage.setItem(KEPT, next);
        } catch {
          // A browser that keeps nothing still shows the language chosen now.
        }
      },
      t: (key, params) => phrase(language, key, params),
      w: text => localizedText(text as Wording, language),
      why: (code, params) => refusalSentence(language, code, params ?? {}),
    }),
    [language],
  );
  return <Context.Provider value={view}>{children}</Context.Provider>;
}

export function useLanguage(): LanguageView {
  const view = useContext(Context);
  if (!view) throw new Error('a page stands inside a language');
  return view;
}

export function LanguageChoice() {
  const { language, choose } = useLanguage();
  return (
    <select
      className="input language"
      aria-label="Язык · Language"
      value={language}
      onChange={event => choose(event.target.value as FaceLanguage)}
    >
      {FACE_LANGUAGES.map(one => (
        <option key={one} value={one} lang={one}>
          {NAMES[one]}
        </option>
      ))}
    </select>
  );
}
