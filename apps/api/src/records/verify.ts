/**
 * `npm run verify -- FILE`: checks a record whoever holds it, with nothing but the file, and says what that proves. Exit code
 * 0: nothing wrong was found. 1: an entry is wrong. 2: the file, or what was asked, cannot be read.
 */
import { readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { localizedText, type Wording } from '@kengesh/domain';
import type { Entry } from '@kengesh/journal';
import { interfaceLanguage, type PhraseKey, type PhraseParams, phrase, refusalSentence } from '@kengesh/phrases';
import {
  laterEntries,
  proceedingsHead,
  type RecordFault,
  type RecordVerdict,
  readRecord,
  verifyRecord,
} from '@kengesh/records';

const SHOWN = 20;
/** Control characters of a forged file must not drive the reader's terminal. */
const plain = (text: string) => text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, ' ').slice(0, 300);

export interface VerifyResult {
  readonly code: 0 | 1 | 2;
  readonly text: string;
}

/** @param args as after the command's name; `read` gives a file's text */
export function verify(args: readonly string[], read = (file: string) => readFileSync(file, 'utf8')): VerifyResult {
  let lang = 'en';
  const tell = (key: PhraseKey, params: PhraseParams = {}) => phrase(lang, key, params);
  const unusable = (...lines: string[]): VerifyResult => ({ code: 2, text: lines.join('\n') });
  let asked: { file: string | undefined; head: string | undefined };
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { head: { type: 'string' }, lang: { type: 'string' } },
    });
    if (values.lang) lang = interfaceLanguage(values.lang);
    asked = { file: positionals.length === 1 ? positionals[0] : undefined, head: values.head?.trim().toLowerCase() };
  } catch (error) {
    return unusable((error as Error).message, tell('exports.verify.usage'));
  }
  const { file, head } = asked;
  if (file === undefined) return unusable(tell('exports.verify.usage'));
  if (head !== undefined && !/^[0-9a-f]{64}$/.test(head))
    return unusable(tell('exports.verify.bad_head', { head: plain(head) }));

  let text: string;
  try {
    text = read(file);
  } catch (error) {
    return unusable(tell('exports.verify.unreadable', { file, reason: (error as Error).message }));
  }
  const found = readRecord(text);
  if ('notJson' in found) return unusable(tell('exports.verify.not_json', { file, reason: plain(found.notJson) }));
  if ('duplicate' in found) {
    const { path, name } = found.duplicate;
    return unusable(tell('exports.verify.name_twice', { file, path: plain(path) || '.', name: plain(name) }));
  }
  const { record } = found;
  const verdict = verifyRecord(record, head);
  if ('malformed' in verdict)
    return unusable(tell('exports.verify.malformed', { what: tell(`exports.expected.${verdict.expected}`) }));
  const lines = [tell('exports.verify.record', titleOf(record, lang, verdict.count))];
  if (verdict.faults.length > 0)
    return { code: 1, text: [...lines, ...faultLines(verdict.faults, lang, tell)].join('\n') };
  return {
    code: 0,
    text: [...lines, ...goodLines(verdict, (record as { entries: readonly Entry[] }).entries, tell)].join('\n'),
  };
}

type Tell = (key: PhraseKey, params?: PhraseParams) => string;

/** Both heads (REC-22), and up to which entry the one that was given proves the record. */
function goodLines(verdict: RecordVerdict, entries: readonly Entry[], tell: Tell): string[] {
  const { head, votes, against, proven, count, notChecked } = verdict;
  const proceedings = proceedingsHead(entries);
  const later = laterEntries(entries, proven).map(one => tell(`exports.later.${one.kind}`, { n: one.count }));
  const sealed = proceedings?.seq === proven ? 'yes' : 'no';
  return [
    tell('exports.verify.votes', { ...votes }),
    proceedings ? tell('exports.verify.proceedings', { ...proceedings }) : tell('exports.verify.not_sealed'),
    tell('exports.verify.head', { seq: count, hash: head }),
    tell(`exports.verify.${against}`, { proven, sealed, later: later.join(', ') }),
    tell('exports.verify.not_checked'),
    ...notChecked.map(
      one => `  ${tell(`exports.not_checked.${one.code}`, { votes: one.about.map(plain).join(', ') })}`,
    ),
  ];
}

function faultLines(faults: readonly RecordFault[], lang: string, tell: Tell): string[] {
  const line = ({ seq, fault, about, refusal }: RecordFault) => {
    const wrong = tell(`exports.fault.${fault}`);
    const why = refusal && refusalSentence(lang, refusal.refused, refusal.params as PhraseParams);
    const what = why ? tell('exports.verify.because', { what: wrong, why: plain(why) }) : wrong;
    return about === null
      ? tell('exports.verify.line', { seq, what })
      : tell('exports.verify.line_about', { seq, about: plain(about), what });
  };
  const more = faults.length - SHOWN;
  return [
    tell('exports.verify.broken', { seq: faults[0]!.seq }),
    ...faults.slice(0, SHOWN).map(one => `  ${line(one)}`),
    ...(more > 0 ? [`  ${tell('exports.verify.more', { n: more })}`] : []),
  ];
}

/** Of a file that was checked for nothing but its chain: whatever stands there is shown as text. */
function titleOf(record: unknown, lang: string, count: number): PhraseParams {
  const { session, council } = namesIn(record as { entries: readonly unknown[] });
  const worded = (text: unknown) =>
    typeof text === 'object' && text !== null ? plain(String(localizedText(text as Wording, lang))) : '…';
  return {
    council: worded(council?.name),
    number: plain(String(session?.number ?? '…')),
    title: worded(session?.title),
    count,
  };
}

interface Names {
  readonly council?: { readonly name?: unknown };
  readonly session?: { readonly number?: unknown; readonly title?: unknown };
}

/** As the hashed entries name council and session; the head of the file says so too, but no hash covers it. */
function namesIn({ entries }: { entries: readonly unknown[] }): Names {
  const all = entries as readonly ({ type?: unknown; data?: Names } | null)[];
  return all.filter(entry => entry?.type === 'session.prepared').at(-1)?.data ?? {};
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const { code, text } = verify(process.argv.slice(2));
  (code === 2 ? process.stderr : process.stdout).write(`${text}\n`);
  process.exitCode = code;
}
