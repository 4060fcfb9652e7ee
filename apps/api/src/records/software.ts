import { readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** What every export names as its maker. */
export const SOFTWARE = `kengesh ${version}`;
