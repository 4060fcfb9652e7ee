import { useEffect } from 'react';
import { LanguageChoice, useLanguage } from '../../language.js';
import './home.css';

/** What Kengesh is, in a sentence, and the two ways in: a link one was sent, or signing in. */
export default function HomePage() {
  const { t } = useLanguage();
  useEffect(() => {
    document.title = 'Kengesh';
  }, []);
  return (
    <div className="home-frame">
      <header className="row spread">
        <span className="home-name">Kengesh</span>
        <LanguageChoice />
      </header>
      <main className="home stack">
        <h1>{t('home.what')}</h1>
        <p className="lead">{t('home.how')}</p>
        <div className="home-ways">
          <section className="card stack">
            <h2>{t('home.delegate')}</h2>
            <p>{t('home.delegateHow')}</p>
          </section>
          <section className="card stack">
            <h2>{t('home.bureau')}</h2>
            <p>{t('home.bureauHow')}</p>
            <a className="button primary" href="/sign-in">
              {t('home.signIn')}
            </a>
          </section>
        </div>
      </main>
    </div>
  );
}
