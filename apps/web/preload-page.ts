import type { Plugin } from 'vite';

/**
 * Names in the html what its entry asks for first: the page's script with all that it draws in, and its styles. So they come
 * together with the entry, which alone knows which language is to come beside them.
 */
export const preloadPage = (module: string): Plugin => ({
  name: 'kengesh-preload-page',
  transformIndexHtml: {
    order: 'post',
    handler(_html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter(one => one.type === 'chunk');
      const page = chunks.find(
        chunk => chunk.isDynamicEntry && chunk.facadeModuleId?.replaceAll('\\', '/').endsWith(module),
      );
      if (!page) return [];
      const entry = chunks.find(chunk => chunk.isEntry);
      const here = new Set([entry?.fileName, ...(entry?.imports ?? [])]);
      const scripts = new Set([page.fileName]);
      for (const file of scripts)
        for (const next of chunks.find(chunk => chunk.fileName === file)?.imports ?? []) scripts.add(next);
      const brought = [...scripts].filter(file => !here.has(file));
      // After the entry's own styles, and the page's before what it shares with pieces that come later: as it imports them.
      const styles = brought.flatMap(file => [
        ...(chunks.find(chunk => chunk.fileName === file)?.viteMetadata?.importedCss ?? []),
      ]);
      return [
        ...brought.map(file => ({
          tag: 'link',
          injectTo: 'head' as const,
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
        })),
        ...styles.map(file => ({
          tag: 'link',
          injectTo: 'head' as const,
          attrs: { rel: 'stylesheet', crossorigin: true, href: `/${file}` },
        })),
      ];
    },
  },
});
