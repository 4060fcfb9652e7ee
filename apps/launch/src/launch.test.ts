import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { linkLines, reachLines, writeLinks } from './links.js';
import { accountFrom, canReach } from './postgres/account.js';
import { isAlive, isPostgres, parsePidFile } from './postgres/pid-file.js';

const links = {
  desk: 'http://127.0.0.1:3000/desk#a',
  chair: 'http://127.0.0.1:3000/j#b',
  remoteDelegate1: 'http://127.0.0.1:3000/j#c',
  remoteDelegate2: 'http://127.0.0.1:3000/j#d',
  hallDelegate: 'http://127.0.0.1:3000/j#e',
  hallScreen: 'http://127.0.0.1:3000/hall/x#f',
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'launch-test-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('links', () => {
  test('are shown one under another, titles first', () => {
    const lines = linkLines(links);
    expect(lines.map(line => line.trim().split(/ {2,}/)[0])).toEqual([
      'Desk',
      'Chair',
      'Remote delegate 1',
      'Remote delegate 2',
      'Hall delegate',
      'Hall screen',
    ]);
    expect(new Set(lines.map(line => line.indexOf('http'))).size).toBe(1);
  });

  test('are written for our eyes only, over whatever lay there', async () => {
    const file = path.join(folder, 'links.json');
    await writeFile(file, 'old', { mode: 0o644 });
    expect(await writeLinks(folder, links)).toBe(file);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(links);
    if (process.platform !== 'win32') expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('of an earlier start are removed where none are to be written', async () => {
    await writeLinks(folder, links);
    expect(await writeLinks(folder, undefined)).toBeUndefined();
    await expect(stat(path.join(folder, 'links.json'))).rejects.toThrow('ENOENT');
  });
});

describe('how others reach it', () => {
  const addresses = ['192.168.1.7', '[fd00::7]'];

  test('is not said where nobody else can, nor where its public name is known', () => {
    expect(reachLines({ host: '127.0.0.1', publicUrl: undefined }, 3000, addresses)).toEqual([]);
    expect(reachLines({ host: '0.0.0.0', publicUrl: 'https://council.example' }, 3000, addresses)).toEqual([]);
  });

  test('names every address that is listened on, and HTTPS', () => {
    const [first, ...more] = reachLines({ host: '::', publicUrl: undefined }, 3000, addresses);
    expect(first).toBe('On other machines the same links begin with http://192.168.1.7:3000 or http://[fd00::7]:3000.');
    expect(more.join(' ')).toContain('PUBLIC_URL');
    expect(reachLines({ host: '0.0.0.0', publicUrl: undefined }, 3000, addresses)[0]).not.toContain('fd00');
    expect(reachLines({ host: '0.0.0.0', publicUrl: undefined }, 3000, [])[0]).toContain('none was found');
  });

  test('on one address of this machine the links are good for all: only HTTPS is spoken of', () => {
    expect(reachLines({ host: '192.168.1.7', publicUrl: undefined }, 3000, addresses)[0]).toContain('HTTPS');
  });
});

describe('the account PostgreSQL runs as under root', () => {
  const line = (name: string, uid: number) => `${name}:x:${uid}:${uid}::/nonexistent:/bin/false`;

  test('is postgres before node before nobody', () => {
    const all = [line('root', 0), line('nobody', 65534), line('node', 1000), line('postgres', 101)];
    expect(accountFrom(all.join('\n'))).toEqual({ name: 'postgres', uid: 101, gid: 101 });
    expect(accountFrom(all.slice(0, 3).join('\n'))?.name).toBe('node');
    expect(accountFrom(all.slice(0, 2).join('\n'))?.name).toBe('nobody');
  });

  test('is none where none of them exists, and never root under another name', () => {
    expect(accountFrom(line('root', 0))).toBeUndefined();
    expect(accountFrom(line('postgres', 0))).toBeUndefined();
    expect(accountFrom('')).toBeUndefined();
  });

  test('reaches a folder only through folders that let it pass', async () => {
    const stranger = { name: 'stranger', uid: 54321, gid: 54321 };
    const deep = path.join(folder, 'a', 'b');
    await mkdir(deep, { recursive: true });
    await chmod(folder, 0o755);
    expect(await canReach(path.join(deep, 'not-yet'), stranger)).toBe(true);
    await chmod(path.join(folder, 'a'), 0o700);
    expect(await canReach(deep, stranger)).toBe(false);
    expect(await canReach(deep, undefined)).toBe(true);
    const { uid, gid } = await stat(folder);
    expect(await canReach(deep, { name: 'owner', uid, gid })).toBe(true);
    expect(await canReach(deep, { ...stranger, gid })).toBe(false);
  });
});

describe('postmaster.pid', () => {
  const text = ['4711', '/data', '1700000000', '40123', '', '127.0.0.1', '  1048577     98304', 'ready   ', ''].join(
    '\n',
  );

  test('is read: process, port, status', () => {
    expect(parsePidFile(text)).toEqual({ pid: 4711, port: 40123, status: 'ready' });
  });

  test('half written or empty is not mistaken for a server that is ready', () => {
    expect(parsePidFile('')).toBeUndefined();
    expect(parsePidFile('garbage')).toBeUndefined();
    expect(parsePidFile('4711\n/data')).toEqual({ pid: 4711, port: undefined, status: 'unknown' });
    expect(parsePidFile(text.replace('ready   ', 'starting'))?.status).toBe('starting');
  });

  test('a number that another program has now is no PostgreSQL', async () => {
    expect(isAlive(process.pid)).toBe(true);
    expect(await isPostgres(process.pid)).toBe(false);
    expect(isAlive(2 ** 30)).toBe(false);
  });
});
