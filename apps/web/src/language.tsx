import { localizedText, type Wording } from '@kengesh/domain';
import {
  INTERFACE_LANGUAGES,
  type InterfaceLanguage,
  languageName,
  type PhraseKey,
  phrase,
  refusalSentence,
} from '@kengesh/phrases/page';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { askedLanguage, isSpoken, keepLanguage, keptLanguage, speak, spokenAtAll } from './sentences.js';

/** Languages a face can be shown in; all complete. */
export const FACE_LANGUAGES = INTERFACE_LANGUAGES;
export type FaceLanguage = InterfaceLanguage;

interface LanguageView {
  readonly language: FaceLanguage;
  /** Chosen, but its sentences did not come. */
  readonly failed: boolean;
  readonly choose: (language: FaceLanguage) => void;
  /** A sentence of the interface. */
  readonly t: (key: PhraseKey, params?: { readonly [name: string]: string | number }) => string;
  /** A text of the council's own, in this language or the nearest there is. */
  readonly localize: (text: Wording | { readonly [language: string]: string }) => string;
  /** Why something was refused. */
  readonly refusalText: (code: string, params?: { readonly [name: string]: unknown }) => string;
}

const Context = createContext<LanguageView | null>(null);

/**
 * The reader's language: chosen here, else `preferred` (the seat's), else the browser's. What stands on the page stays as it
 * is until the sentences of another language have come.
 */
export function LanguageProvider({
  preferred,
  fixed,
  children,
}: {
  readonly preferred?: string | undefined;
  readonly fixed?: FaceLanguage;
  readonly children: ReactNode;
}) {
  const [chosen, setChosen] = useState<FaceLanguage | null>(keptLanguage);
  const wanted = fixed ?? chosen ?? FACE_LANGUAGES.find(one => one === preferred) ?? askedLanguage();
  const [language, setLanguage] = useState(() => (isSpoken(wanted) ? wanted : null));
  const [failed, setFailed] = useState(false);
  if (language !== wanted && isSpoken(wanted)) setLanguage(wanted);
  useEffect(() => {
    if (language === wanted || failed) return;
    let gone = false;
    speak(wanted).then(
      () => !gone && setLanguage(wanted),
      () => {
        if (gone) return;
        setFailed(true);
        setLanguage(now => now ?? spokenAtAll());
      },
    );
    return () => {
      gone = true;
    };
  }, [language, wanted, failed]);
  useEffect(() => {
    if (language) document.documentElement.lang = language;
  }, [language]);
  const view = useMemo<LanguageView | null>(
    () =>
      language && {
        language,
        failed,
        choose(next) {
          setFailed(false);
          setChosen(next);
          keepLanguage(next);
        },
        t: (key, params) => phrase(language, key, params),
        localize: text => localizedText(text as Wording, language),
        refusalText: (code, params) => refusalSentence(language, code, params ?? {}),
      },
    [language, failed],
  );
  if (!view) return <div className="skeleton whole-page" aria-hidden="true" />;
  return <Context.Provider value={view}>{children}</Context.Provider>;
}

export function useLanguage(): LanguageView {
  const view = useContext(Context);
  if (!view) throw new Error('a page stands inside a language');
  return view;
}

export function LanguageChoice() {
  const { language, failed, choose, t } = useLanguage();
  return (
    <>
      <select
        className="input language"
        aria-label="Язык · Language"
        value={language}
        onChange={event => choose(event.target.value as FaceLanguage)}
      >
        {FACE_LANGUAGES.map(one => (
          <option key={one} value={one} lang={one}>
            {languageName(one)}
          </option>
        ))}
      </select>
      {failed ? <span role="alert">{t('common.language.failed')}</span> : null}
    </>
  );
}
