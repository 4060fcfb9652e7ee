import './ui/tokens.css';
import './ui/base.css';
import { delegate } from '@kengesh/phrases/pages/delegate';
import { takeSecret } from './pages/join/secret.js';
import { openingLanguage, withSentences } from './sentences.js';

// This much is all that comes first: the page and its sentences are then asked for at once, beside each other.
// Two pages and no router: `/d/<as>` is the delegate's, everything else of this entry is the door (`/j#secret`).
const as = /^\/d\/([^/]+)\/?$/.exec(location.pathname)?.[1];
// Once, before anything is drawn: what stands in the address must not stay there.
const secret = takeSecret();
// A link opened where its page already stands changes the fragment only, which loads nothing by itself.
window.addEventListener('hashchange', () => location.hash.length > 1 && location.reload());
const { show } = await withSentences(import('./delegate-page.js'), delegate, [openingLanguage()]);
show(as, secret);
