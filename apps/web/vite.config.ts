import react from '@vitejs/plugin-react';
import { build, defineConfig, type Plugin, type ResolvedConfig } from 'vite';
import { delegateLight } from './delegate-light.js';

/**
 * The delegate's page is built on its own (mode `delegate`), so that a phone on a weak line loads nothing it does not
 * need: of the sentences only these topics, and no zod, for a page folds facts and never judges their shape.
 */
const DELEGATE_TOPICS = [
  'common',
  'dates',
  'delegate',
  'interpretation',
  'join',
  'outcome',
  'part',
  'refusals',
  'roles',
  'video',
  'ways',
];

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

/** Two builds into one folder: `index.html` with the desk, the chair and the hall; then `delegate.html`. */
export default defineConfig(({ mode }) => ({
  plugins: [react(), mode === 'delegate' ? delegateLight(DELEGATE_TOPICS) : thenDelegate()],
  resolve: { conditions: ['kengesh-src', 'module', 'browser', 'production', 'default'] },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    emptyOutDir: mode !== 'delegate',
    rolldownOptions:
      mode === 'delegate'
        ? {
            input: { delegate: 'delegate.html' },
            // Declaring a shape does nothing by itself: what nobody uses stays at home. No page may call anything by these names.
            treeshake: { manualPureFunctions: ['z', 'wording', 'shape'] },
          }
        : { input: { index: 'index.html' } },
    reportCompressedSize: false,
    // React and, loaded on a click only, the video room.
    chunkSizeWarningLimit: 800,
  },
  // During work on the pages: `npx vite apps/web` beside a running `npm start`.
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } } },
}));
