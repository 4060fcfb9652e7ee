import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Two entries: the delegate's page is one of its own, so that a phone on a weak line loads nothing it does not need. */
export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['kengesh-src', 'module', 'browser', 'production', 'default'] },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    rolldownOptions: { input: { index: 'index.html', delegate: 'delegate.html' } },
    reportCompressedSize: false,
  },
  // During work on the pages: `npx vite apps/web` beside a running `npm start`.
  server: { proxy: { '/api': 'http://127.0.0.1:3000', '/socket.io': { target: 'ws://127.0.0.1:3000', ws: true } } },
});
