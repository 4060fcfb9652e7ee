/** The links of a fresh start: shown to the newcomer, and left for programs in links.json while only this machine can use them. */
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { StartLinks } from '@kengesh/api/ready';

const titles: Record<keyof StartLinks, string> = {
  desk: 'Desk',
  chair: 'Chair',
  remoteDelegate1: 'Remote delegate 1',
  remoteDelegate2: 'Remote delegate 2',
  hallDelegate: 'Hall delegate',
  hallScreen: 'Hall screen',
};

export function linkLines(links: StartLinks): string[] {
  const width = Math.max(...Object.values(titles).map(title => title.length));
  return (Object.keys(titles) as (keyof StartLinks)[]).map(key => `  ${titles[key].padEnd(width)}  ${links[key]}`);
}

/** Removes what an earlier start left, then writes anew where `links` are given. They hold secrets: only we may read them. */
export async function writeLinks(home: string, links: StartLinks | undefined): Promise<string | undefined> {
  const file = path.join(home, 'links.json');
  await rm(file, { force: true });
  if (!links) return undefined;
  await writeFile(file, `${JSON.stringify(links, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return file;
}
