import './home.css';
import { useLanguage } from '../../language.js';

export default function NothingHere() {
  const { t } = useLanguage();
  return (
    <main className="home stack">
      <h1>{t('home.nothing')}</h1>
      <p>
        <a href="/">{t('home.toHome')}</a>
      </p>
    </main>
  );
}
