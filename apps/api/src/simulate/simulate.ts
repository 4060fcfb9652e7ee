/**
 * `npm run -s simulate -- CASE.json`: decides a case given as data, by the rules that decide in a session, and says why. The
 * format is told in libs/domain/src/simulator/SIMULATOR.md. Exit code 0: decided. 1: the case or what was asked cannot be read.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { simulate } from '@kengesh/domain';
import {
  caseProblemLines,
  interfaceLanguage,
  type PhraseKey,
  type PhraseParams,
  phrase,
  simulationLines,
} from '@kengesh/phrases';

export interface Simulated {
  readonly code: 0 | 1;
  readonly text: string;
}

const plain = (text: string) => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ').slice(0, 300);

/** @param args as after the command's name; `read` gives a file's text */
export function runSimulator(args: readonly string[], read = (file: string) => readFileSync(file, 'utf8')): Simulated {
  let language = 'ru';
  const tell = (key: PhraseKey, params: PhraseParams = {}) => phrase(language, key, params);
  const unusable = (...lines: string[]): Simulated => ({ code: 1, text: lines.join('\n') });
  let file: string | undefined;
  let json = false;
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { lang: { type: 'string' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
    });
    if (values.lang) language = interfaceLanguage(values.lang);
    json = values.json === true;
    if (values.help) return { code: 0, text: tell('rules.simulate.usage') };
    file = positionals.length === 1 ? positionals[0] : undefined;
  } catch (error) {
    return unusable((error as Error).message, tell('rules.simulate.usage'));
  }
  if (file === undefined) return unusable(tell('rules.simulate.usage'));
  let text: string;
  try {
    text = read(file);
  } catch (error) {
    return unusable(tell('rules.simulate.unreadable', { file, reason: (error as Error).message }));
  }
  let given: unknown;
  try {
    given = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return unusable(tell('rules.simulate.not_json', { file, reason: plain((error as Error).message) }));
  }
  const simulation = simulate(given);
  if (json) return { code: simulation.ok ? 0 : 1, text: JSON.stringify(simulation, null, 2) };
  if (simulation.ok) return { code: 0, text: simulationLines(language, simulation).join('\n') };
  const faults = caseProblemLines(language, simulation.problems).map(line => `  ${plain(line)}`);
  return unusable(tell('rules.simulate.malformed', { file }), ...faults);
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { code, text } = runSimulator(process.argv.slice(2));
  // A program that asked for JSON reads one stream, whatever it says.
  (code === 0 || text.startsWith('{') ? process.stdout : process.stderr).write(`${text}\n`);
  process.exitCode = code;
}
