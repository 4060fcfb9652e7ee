/** What is wrong with the fields of a form, in sentences: found by the schema the server checks with, or told by the server. */
import { type PlainJson, plainJson, RULE_PROBLEMS, type RuleProblem } from '@kengesh/domain';
import { type PhraseKey, ruleProblemSentence } from '@kengesh/phrases/page';
import type { FieldErrors } from 'react-hook-form';
import type { ApiRefusal } from './desk-queries.js';

/** By the path of the field: `rules.quorum.num`. */
export type Errors = { readonly [path: string]: string };

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly code?: string | undefined;
  readonly origin?: string;
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  /** Of a union: what is wrong for each of its kinds. */
  readonly errors?: readonly (readonly Issue[])[];
}
export interface Schema<T> {
  safeParse(
    value: unknown,
  ): { readonly success: true; readonly data: T } | { readonly success: false; readonly error: { issues: unknown[] } };
}

export type Say = (key: PhraseKey, params?: { readonly [name: string]: string | number }) => string;
const NAMED = [
  'email',
  'local_time',
  'control_characters',
  'visible_character',
  'one_language_at_least',
  'more_than_the_whole',
  'not_this_kind',
] as const;

function sentence(t: Say, { code, message, origin, minimum, maximum }: Issue): string {
  const named = NAMED.find(one => one === message);
  if (named) return t(`desk.error.${named}`);
  const text = origin === undefined || origin === 'string';
  if (code === 'too_small')
    return text || origin === 'array' ? t('desk.error.required') : t('desk.error.min', { n: Number(minimum) });
  if (code === 'too_big') return t(text ? 'desk.error.long' : 'desk.error.max', { n: Number(maximum) });
  if (code === 'invalid_type') return t('desk.error.number');
  return t('desk.error.check');
}

/** Where one of several kinds is expected, what is wrong with the kind that was meant. */
function plainly(issue: Issue): readonly Issue[] {
  const meant = issue.errors?.find(kind => !kind.some(one => one.path.at(-1) === 'kind' || one.path.length === 0));
  const tried = meant ?? issue.errors?.find(kind => !kind.some(one => one.path.at(-1) === 'kind'));
  return tried ? tried.flatMap(one => plainly({ ...one, path: [...issue.path, ...one.path] })) : [issue];
}

/** The schema the server checks with, asked before anything is sent; sentences instead of codes. */
export function check<T>(
  schema: Schema<T>,
  value: unknown,
  t: Say,
): { readonly data: PlainJson<T>; readonly errors: null } | { readonly data: null; readonly errors: Errors } {
  const found = schema.safeParse(value);
  if (found.success) return { data: plainJson(found.data), errors: null };
  const errors: Record<string, string> = {};
  for (const issue of (found.error.issues as Issue[]).flatMap(plainly))
    errors[issue.path.map(String).join('.')] ??= sentence(t, issue);
  return { data: null, errors };
}

/** What the server found wrong with single fields. */
export function errorsOf(refusal: ApiRefusal, t: Say, language: string): Errors {
  const issues = refusal.params.issues;
  if (!Array.isArray(issues)) return {};
  return Object.fromEntries(
    (issues as { path: string; message: string; params?: RuleProblem['params'] }[]).map(
      ({ path, message, params = {} }) => {
        const code = RULE_PROBLEMS.find(one => one === message);
        const problem = code && ruleProblemSentence(language, { severity: 'impossible', code, path, params });
        return [path, problem ?? sentence(t, { path: [], message })];
      },
    ),
  );
}

/** The errors a form holds, which are a tree, by their paths. */
export function flatErrors(tree: FieldErrors, above = ''): Errors {
  return Object.fromEntries(
    Object.entries(tree).flatMap(([key, node]) => {
      if (typeof node !== 'object' || node === null || node instanceof Element) return [];
      const path = `${above}${key}`;
      const { message, ref: _, ...inner } = node as { message?: unknown; ref?: unknown };
      const own = typeof message === 'string' ? [[path, message] as const] : [];
      return [...own, ...Object.entries(flatErrors(inner as FieldErrors, `${path}.`))];
    }),
  );
}

/** A whole number as typed; what is none stays none, so that the schema says so beside the field. */
export const wholeNumber = (typed: string): number => (/^\s*-?\d{1,9}\s*$/.test(typed) ? Number(typed) : Number.NaN);

/** The error of a field, or of something in it. */
export const errorAt = (errors: Errors, path: string): string | null =>
  errors[path] ?? Object.entries(errors).find(([one]) => one.startsWith(`${path}.`))?.[1] ?? null;
