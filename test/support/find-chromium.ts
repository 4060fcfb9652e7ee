/**
 * Which browser the stories play in: the one CHROMIUM_PATH names, an installed Chromium or Chrome, else the one from npm
 * (linux-x64 only). Must run in Jest's globalSetup: inside a test file the environment is a copy, and TMPDIR is ignored.
 */
import { accessSync, constants } from 'node:fs';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What the test files are told: the program, and the environment it needs. */
export const browserVariable = 'KENGESH_TEST_BROWSER';

const root = path.resolve(__dirname, '../..');
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

export async function findChromium(): Promise<void> {
  if (process.env[browserVariable]) return;
  const named = process.env.CHROMIUM_PATH;
  if (named && !runs(named)) throw new Error(`CHROMIUM_PATH: ${named} is no program that can be run.`);
  const installed = named || onPath() || places.find(runs);
  const found = installed ? { program: installed, environment: {} } : await bundled();
  if (found) {
    process.env[browserVariable] = JSON.stringify(found);
    return;
  }
  const told = 'No Chromium or Chrome was found: set CHROMIUM_PATH or install one.';
  if (process.env.CI) throw new Error(told);
  console.warn(`\n${'!'.repeat(80)}\n${told}\nTHE STORIES THAT NEED A BROWSER ARE SKIPPED.\n${'!'.repeat(80)}\n`);
}

function onPath(): string | undefined {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter))
    for (const name of names) if (folder && runs(path.join(folder, name))) return path.join(folder, name);
  return undefined;
}

function runs(program: string): boolean {
  try {
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

interface ChromiumProgram {
  readonly program: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** @sparticuz/chromium: unpacked once per version into the checkout's cache, with its own libraries and DejaVu's letters. */
async function bundled(): Promise<ChromiumProgram | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const find = createRequire(path.join(root, 'package.json'));
  const packageFile = path.join(root, 'node_modules/@sparticuz/chromium/package.json');
  const { version } = JSON.parse(await readFile(packageFile, 'utf8')) as { version: string };
  const cache = path.join(root, '.cache', `chromium-${version}`);
  await mkdir(cache, { recursive: true });
  const before = { TMPDIR: process.env.TMPDIR, runtime: process.env.AWS_LAMBDA_JS_RUNTIME };
  // It unpacks into the temp folder, takes whatever lies there already, and brings its libraries only on Lambda.
  process.env.TMPDIR = cache;
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs20.x';
  try {
    const { default: Chromium } = (await import('@sparticuz/chromium')) as {
      default: { executablePath(): Promise<string> };
    };
    const program = await Chromium.executablePath();
    return {
      program,
      environment: {
        LD_LIBRARY_PATH: path.join(cache, 'al2023', 'lib'),
        FONTCONFIG_PATH: await fonts(cache, path.dirname(find.resolve('dejavu-fonts-ttf/package.json'))),
      },
    };
  } finally {
    restore('TMPDIR', before.TMPDIR);
    restore('AWS_LAMBDA_JS_RUNTIME', before.runtime);
  }
}

/** Without a font at all, text has no size and Playwright calls it hidden. */
async function fonts(cache: string, dejavu: string): Promise<string> {
  const folder = path.join(cache, 'kengesh-fonts');
  await mkdir(folder, { recursive: true });
  for (const font of ['DejaVuSans.ttf', 'DejaVuSans-Bold.ttf', 'DejaVuSansMono.ttf', 'DejaVuSerif.ttf'])
    await copyFile(path.join(dejavu, 'ttf', font), path.join(folder, font));
  await writeFile(
    path.join(folder, 'fonts.conf'),
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${path.join(folder, 'cache')}</cachedir>
<alias><family>sans-serif</family><prefer><family>DejaVu Sans</family></prefer></alias>
<alias><family>serif</family><prefer><family>DejaVu Serif</family></prefer></alias>
<alias><family>monospace</family><prefer><family>DejaVu Sans Mono</family></prefer></alias>
</fontconfig>\n`,
  );
  return folder;
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
