import {
  plainJson,
  type RuleNumbers,
  type RuleProblem,
  type Rules,
  rules as rulesSchema,
  validateRules,
} from '@kengesh/domain';
import { ruleProblemSentence } from '@kengesh/phrases/page';
import { createContext, useContext } from 'react';
import { useLanguage } from '../../../language.js';
import type { Errors } from '../form-errors.js';

/** What does not fit in the rules as typed; nothing while they cannot be read. Told by the roll where it is known. */
export function problemsOf(typed: unknown, numbers: RuleNumbers): readonly RuleProblem[] {
  const read = rulesSchema.safeParse(typed);
  if (!read.success || !Number.isInteger(numbers.statutory) || numbers.statutory < 1) return [];
  const own = ownProblems(plainJson(read.data), numbers.statutory);
  const byRoll = numbers.seats?.some(seat => seat.filled) ? validateRules(plainJson(read.data), numbers) : [];
  const known = new Set(own.map(one => `${one.path} ${one.code}`));
  return [...own, ...byRoll.filter(one => !known.has(`${one.path} ${one.code}`))];
}

/** In themselves, every statutory seat taken for filled: what the server refuses. */
const ownProblems = (rules: Rules, statutory: number) => validateRules(rules, { statutory, filled: statutory });

/** The same as errors of the form's fields: rules that no council of this size could go by are not sent. */
export function refusedProblems(typed: unknown, statutory: number, language: string): Errors {
  const read = rulesSchema.safeParse(typed);
  if (!read.success || !(statutory >= 1)) return {};
  return Object.fromEntries(
    ownProblems(plainJson(read.data), statutory)
      .filter(one => one.severity !== 'note')
      .map(one => [`rules.${one.path}`, ruleProblemSentence(language, one)]),
  );
}

/** Whether seats of this council differ in weight: then it is asked what counts by weight. */
export const Weighted = createContext(false);
export const Problems = createContext<readonly RuleProblem[]>([]);
export const useProblems = (): readonly RuleProblem[] => useContext(Problems);

/** What is said of this place of the rules, and of what stands in it; `only`: of the place itself. */
export function ProblemsAt({ path, only }: { readonly path: string; readonly only?: boolean }) {
  const { language } = useLanguage();
  const all = useProblems();
  const here = all.filter(one => one.path === path || (!only && one.path.startsWith(`${path}.`)));
  if (here.length === 0) return null;
  return (
    <ul className="rule-problems small">
      {here.map(one => (
        <li key={`${one.path} ${one.code}`} className={one.severity === 'note' ? 'soft' : 'problem'}>
          <span aria-hidden="true">{one.severity === 'note' ? 'ℹ' : '!'}</span> {ruleProblemSentence(language, one)}
        </li>
      ))}
    </ul>
  );
}
