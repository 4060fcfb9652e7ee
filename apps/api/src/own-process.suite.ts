/** Runs sources of this package in a Node process of their own, compiled as they are imported: for tests of what a process decides once. */
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const data = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

function hooks(): string {
  const swc = pathToFileURL(createRequire(__filename).resolve('@swc/core')).href;
  return `
    import { readFile } from 'node:fs/promises';
    import { fileURLToPath } from 'node:url';
    import swc from ${JSON.stringify(swc)};
    export const resolve = (name, context, next) =>
      next(name, context).catch(error => {
        if (!/^\\.{1,2}\\/.*\\.js$/.test(name)) throw error;
        return next(name.replace(/\\.js$/, '.ts'), context);
      });
    export async function load(url, context, next) {
      if (!url.endsWith('.ts')) return next(url, context);
      const source = await readFile(fileURLToPath(url), 'utf8');
      const options = { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } };
      const { code } = await swc.transform(source, options);
      return { format: 'module', source: code, shortCircuit: true };
    }`;
}

const register = () => data(`import { register } from 'node:module'; register(${JSON.stringify(data(hooks()))});`);

function run(args: readonly string[], env: Record<string, string>): Promise<Ran> {
  const flags = ['--conditions=kengesh-src', '--import', register(), ...args];
  return new Promise(done => {
    execFile(process.execPath, flags, { env: { ...process.env, ...env }, cwd: __dirname }, (error, stdout, stderr) => {
      const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
      done({ code, stdout, stderr });
    });
  });
}

/** A program of this package, by its path under `src`. */
export const runProgram = (program: string, args: readonly string[] = []): Promise<Ran> =>
  run([path.join(__dirname, program), ...args], {});

/** Code that may import sources by `sourceUrl`. */
export const runCode = (code: string, env: Record<string, string>): Promise<Ran> =>
  run(['--input-type=module', '--eval', code], env);

export const sourceUrl = (source: string): string => pathToFileURL(path.join(__dirname, source)).href;
