/** Before each test of the pages: every sentence, as a page that has loaded its own; and, where there is a document, jsdom's gaps. */
import '@kengesh/phrases';

if ('window' in globalThis) require('./jsdom.js');
