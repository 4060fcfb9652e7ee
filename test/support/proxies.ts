/**
 * Caddy and nginx from the machine's packages, running a configuration of ours word for word: only ports, certificates and
 * folders are those of the test. Where a program is missing its tests are skipped loudly.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freeTcp } from '../../apps/launch/src/livekit/server.js';
import { selfSigned } from './certificate.js';

export interface RunningProxy {
  /** Ends TLS here, for the name in its configuration. */
  readonly securePort: number;
  /** The same without TLS, for programs that trust no certificate of a test. */
  readonly url: string;
  stop(): Promise<void>;
}

/** @returns the path of a program, undefined where this machine has none */
export function findProxy(name: 'caddy' | 'nginx'): string | undefined {
  for (const folder of [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/usr/local/sbin']) {
    const file = path.join(folder, name);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not here.
    }
  }
  console.warn(
    `\n${'!'.repeat(80)}\nThere is no ${name} here (Debian: apt install ${name}).\nWHAT THE README SAYS OF IT IS NOT TRIED.\n${'!'.repeat(80)}\n`,
  );
  return undefined;
}

/** Ports of the configuration, and those of the test in their place. */
export type Ports = ReadonlyMap<number, number>;

/** @throws Error where the configuration has no such port: then nothing of it would be tried */
function withPorts(configuration: string, ports: Ports): string {
  let text = configuration;
  for (const [written, port] of ports) {
    if (!text.includes(`127.0.0.1:${written}`)) throw new Error(`no 127.0.0.1:${written} in\n${configuration}`);
    text = text.replaceAll(`127.0.0.1:${written}`, `127.0.0.1:${port}`);
  }
  return text;
}

export interface Checked {
  readonly code: number;
  readonly output: string;
}

/** What the program itself says of a configuration, not a letter of which is changed. */
export async function checkCaddyfile(
  program: string,
  file: string,
  settings: Record<string, string> = {},
): Promise<Checked> {
  return run(program, ['validate', '--adapter', 'caddyfile', '--config', file], {
    ...settings,
    XDG_DATA_HOME: path.dirname(file),
    XDG_CONFIG_HOME: path.dirname(file),
  });
}

export async function startCaddy(
  program: string,
  caddyfile: string,
  ports: Ports,
  folder: string,
): Promise<RunningProxy> {
  await mkdir(folder, { recursive: true });
  const [securePort, plainPort] = [await freeTcp(), await freeTcp()];
  const site = withPorts(caddyfile, ports);
  const inside = site.slice(site.indexOf('{') + 1, site.lastIndexOf('}'));
  const file = path.join(folder, 'Caddyfile');
  await writeFile(
    file,
    // Its own certificates instead of the public ones, and the same site once more without TLS.
    `{\n\tadmin off\n\tlocal_certs\n\tskip_install_trust\n\tdefault_bind 127.0.0.1\n\thttp_port ${await freeTcp()}\n\thttps_port ${securePort}\n}\n` +
      `${site}\nhttp://127.0.0.1:${plainPort} {${inside}}\n`,
  );
  const places = { XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder, HOME: folder };
  return started(program, ['run', '--adapter', 'caddyfile', '--config', file], places, securePort, plainPort);
}

/** @param block what belongs into nginx's `http` */
export async function startNginx(program: string, block: string, ports: Ports, folder: string): Promise<RunningProxy> {
  await mkdir(folder, { recursive: true });
  const [securePort, plainPort] = [await freeTcp(), await freeTcp()];
  const name = /server_name (\S+);/.exec(block)?.[1] ?? '';
  const { certificate, key } = selfSigned(name);
  await writeFile(path.join(folder, 'certificate.pem'), certificate);
  await writeFile(path.join(folder, 'key.pem'), key, { mode: 0o600 });
  const ours = withPorts(block, ports)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${securePort} ssl; listen 127.0.0.1:${plainPort};`)
    .replace(/(ssl_certificate\s+)\S+;/, `$1${path.join(folder, 'certificate.pem')};`)
    .replace(/(ssl_certificate_key\s+)\S+;/, `$1${path.join(folder, 'key.pem')};`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    kind => `${kind}_temp_path ${path.join(folder, kind)};`,
  );
  const file = path.join(folder, 'nginx.conf');
  await writeFile(
    file,
    `${process.getuid?.() === 0 ? 'user root;\n' : ''}daemon off;\nworker_processes 1;\npid ${path.join(folder, 'pid')};\n` +
      `events {}\nhttp {\naccess_log off;\n${temporary.join('\n')}\n${ours}\n}\n`,
  );
  return started(program, ['-e', 'stderr', '-p', folder, '-c', file], {}, securePort, plainPort);
}

async function started(
  program: string,
  args: readonly string[],
  settings: Record<string, string>,
  securePort: number,
  plainPort: number,
): Promise<RunningProxy> {
  const child = spawn(program, args, {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      output += chunk;
    });
  const exited = new Promise<void>(resolve => child.once('exit', () => resolve()));
  for (let waited = 0; !(await listens(securePort)) || !(await listens(plainPort)); waited += 50) {
    if (child.exitCode !== null || waited > 10_000) {
      child.kill('SIGKILL');
      throw new Error(`${program} does not listen:\n${output}`);
    }
    await sleep(50);
  }
  return { securePort, url: `http://127.0.0.1:${plainPort}`, stop: () => stopped(child, exited) };
}

async function stopped(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 3000);
  await exited;
  clearTimeout(killer);
}

const listens = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });

function run(program: string, args: readonly string[], settings: Record<string, string>): Promise<Checked> {
  return new Promise(resolve => {
    execFile(program, args, { env: { PATH: process.env.PATH, ...settings } }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout + stderr }),
    );
  });
}
