/**
 * A LiveKit server for this machine alone: on loopback, with keys of its own, telling our API what happens in its rooms.
 * Nobody outside is ever asked: no third party's STUN or TURN, by it or by the browsers it talks to.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive, programOf } from '../postgres/pid-file.js';

const HOST = '127.0.0.1';

/** Where a server will listen and what opens it: known before it runs, so that it can be started again as it was. */
export interface LiveKitPlace {
  readonly url: string;
  readonly apiKey: string;
  readonly apiSecret: string;
  readonly ports: { readonly http: number; readonly udp: number };
}

export interface LiveKitServer {
  readonly pid: number;
  /** Resolves when it is gone, by whatever cause. */
  readonly gone: Promise<void>;
  /** SIGTERM with five seconds of patience, or SIGKILL at once. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export async function liveKitPlace(): Promise<LiveKitPlace> {
  const ports = { http: await freeTcp(), udp: await freeUdp() };
  return {
    url: `ws://${HOST}:${ports.http}`,
    apiKey: `kengesh-${randomBytes(6).toString('hex')}`,
    apiSecret: randomBytes(32).toString('base64url'),
    ports,
  };
}

/**
 * @param folder its settings (with the secret: ours alone) and its number, by which a next start ends one left behind
 * @param webhook where it tells of what happens
 * @throws Error with what it wrote when it does not come up
 */
export async function startLiveKit(
  program: string,
  place: LiveKitPlace,
  folder: string,
  webhook: string,
): Promise<LiveKitServer> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const config = path.join(folder, 'livekit.yaml');
  await endLeftBehind(folder, config);
  // Every JSON is YAML.
  await writeFile(config, JSON.stringify(settings(place, webhook)), { mode: 0o600 });
  const child = spawn(program, ['--config', config], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C must reach only us: we stop it after the API.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let told = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      told = `${told}${chunk}`.slice(-4000);
    });
  let ended = false;
  const gone = new Promise<void>(resolve => {
    for (const event of ['exit', 'error'] as const)
      child.once(event, () => {
        ended = true;
        resolve();
      });
  });
  if (child.pid !== undefined) await writeFile(path.join(folder, 'pid'), String(child.pid));
  const stop = (signal: NodeJS.Signals = 'SIGTERM') => stopChild(child, gone, signal);
  for (let waited = 0; !(await answers(place.ports.http)); waited += 50) {
    if (ended || waited > 10_000) {
      await stop('SIGKILL');
      throw new Error(`LiveKit did not come up:\n${told}`);
    }
    await sleep(50);
  }
  return { pid: child.pid!, gone, stop };
}

function settings({ apiKey, apiSecret, ports }: LiveKitPlace, webhook: string): object {
  return {
    port: ports.http,
    bind_addresses: [HOST],
    keys: { [apiKey]: apiSecret },
    webhook: { api_key: apiKey, urls: [webhook] },
    logging: { level: 'warn' },
    rtc: {
      node_ip: HOST,
      use_external_ip: false,
      enable_loopback_candidate: true,
      interfaces: { includes: process.platform === 'darwin' ? ['lo0'] : ['lo'] },
      // Media over TCP it would take in on every address of the machine.
      tcp_port: 0,
      udp_port: ports.udp,
      // Unset, browsers would be sent to a public one. At this one nobody is, and on one machine none is needed. (LiveKit's own
      // port it must not be: whoever asks there for an address is not let in with media afterwards.)
      stun_servers: [`${HOST}:9`],
    },
    turn: { enabled: false },
    // A room that is empty goes soon: the next to come makes it anew.
    room: { auto_create: true, empty_timeout: 60, departure_timeout: 20 },
  };
}

async function stopChild(child: ChildProcess, gone: Promise<void>, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  const killer = setTimeout(() => child.kill('SIGKILL'), 5000);
  await gone;
  clearTimeout(killer);
}

/** One that a killed launcher left running with these very settings. */
async function endLeftBehind(folder: string, config: string): Promise<void> {
  const file = path.join(folder, 'pid');
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  if (Number.isInteger(pid) && pid > 0 && (await programOf(pid, 'args')).includes(config)) {
    process.kill(pid, 'SIGTERM');
    for (let waited = 0; isAlive(pid) && waited < 5000; waited += 50) await sleep(50);
    if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  }
  await rm(file, { force: true });
}

async function answers(port: number): Promise<boolean> {
  const answer = await fetch(`http://${HOST}:${port}/`, { signal: AbortSignal.timeout(1000) }).catch(() => undefined);
  return answer?.ok === true;
}

/** A port that is free now; somebody else may take it before it is used, then the start fails and says so. */
export async function freeTcp(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, HOST, resolve);
  });
  const { port } = server.address() as { port: number };
  await new Promise(resolve => server.close(resolve));
  return port;
}

async function freeUdp(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(0, HOST, resolve);
  });
  const { port } = socket.address();
  await new Promise<void>(resolve => socket.close(resolve));
  return port;
}
