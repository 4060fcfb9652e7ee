/** What a refused request answers, RFC 9457. `code` + `params` are what libs/phrases words. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly params: { readonly [name: string]: unknown };
  readonly detail: string;
}
