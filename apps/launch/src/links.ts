/** The links of a fresh start: shown to the newcomer, and left for programs in links.json. */
import { rm, writeFile } from 'node:fs/promises';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { type Env, isLoopback } from '@kengesh/api/config/env';
import type { StartLinks } from '@kengesh/api/config/ready';

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

/** Addresses of this machine in its networks, as they stand in a link: what a phone in the same room can type. */
const ownAddresses = (): string[] =>
  Object.values(networkInterfaces())
    .flatMap(found => found ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address, family }) => (family === 'IPv6' ? `[${address}]` : address));

/** What other machines type instead, and what they lack there; nothing where only this machine is listened to. */
export function reachLines(
  { publicUrl, host }: Pick<Env, 'publicUrl' | 'host'>,
  port: number,
  addresses: readonly string[] = ownAddresses(),
): string[] {
  if (publicUrl !== undefined || isLoopback(host)) return [];
  const reached = host === '0.0.0.0' ? addresses.filter(address => !address.startsWith('[')) : addresses;
  const beginnings = reached.map(address => `http://${address}:${port}`).join(' or ');
  return [
    ...(host === '0.0.0.0' || host === '::'
      ? [
          `On other machines the same links begin with ${beginnings || 'an address of this machine; none was found'}.`,
          'Under a name of this machine they work once PUBLIC_URL is set to it.',
        ]
      : []),
    'Browsers give camera and microphone only to pages from HTTPS or from this machine itself: for others put a proxy with',
    'a certificate in front and name its address in PUBLIC_URL (README, "On phones, over HTTPS").',
    '',
  ];
}

/** Removes what an earlier start left, then writes anew where `links` are given. They hold secrets: only we may read them. */
export async function writeLinks(home: string, links: StartLinks | undefined): Promise<string | undefined> {
  const file = path.join(home, 'links.json');
  await rm(file, { force: true });
  if (!links) return undefined;
  await writeFile(file, `${JSON.stringify(links, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return file;
}
