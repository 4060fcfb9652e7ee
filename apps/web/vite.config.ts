import react from '@vitejs/plugin-react';
import { build, defineConfig, type Plugin, type ResolvedConfig } from 'vite';
import { parsedSentences } from './parsed-sentences.js';
import { preloadPage } from './preload-page.js';

/** The other build follows by itself, so that one `vite build` gives both pages. */
const thenDelegate = (): Plugin => {
  let web: ResolvedConfig;
  return {
    name: 'kengesh-then-delegate',
    apply: 'build',
    configResolved(config) {
      web = config;
    },
    async writeBundle() {
      const { root, logLevel } = web;
      await build({ root, logLevel: logLevel ?? 'warn', mode: 'delegate', build: { outDir: web.build.outDir } });
    },
  };
};

/**
 * Two builds into one folder: `index.html` with the desk, the chair and the hall; then `delegate.html`, on its own, so that a
 * phone on a weak line loads nothing it does not need.
 */
export default defineConfig(({ mode }) => ({
  plugins: [
    react(),
    parsedSentences(),
    ...(mode === 'delegate' ? [preloadPage('/src/delegate-page.tsx')] : [thenDelegate()]),
  ],
  resolve: {
    alias: [
      // See parsed-sentences.ts.
      { find: /^@formatjs\/icu-messageformat-parser$/, replacement: '@formatjs/icu-messageformat-parser/no-parser.js' },
    ],
    conditions: ['kengesh-src', 'module', 'browser', 'production', 'default'],
  },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    manifest: `.vite/${mode === 'delegate' ? 'delegate' : 'index'}.json`,
    emptyOutDir: mode !== 'delegate',
    rolldownOptions: {
      input: mode === 'delegate' ? { delegate: 'delegate.html' } : { index: 'index.html' },
      // Declaring a shape does nothing by itself: what nobody uses stays at home. No page may call anything by these names.
      treeshake: { manualPureFunctions: ['z', 'wording', 'typed', 'plainShape', 'defineActs', 'defineEvents'] },
    },
    reportCompressedSize: false,
    // React and, loaded on a click only, the video room.
    chunkSizeWarningLimit: 800,
  },
  // During work on the pages: `npx vite apps/web` beside a running `npm start`.
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } } },
}));
