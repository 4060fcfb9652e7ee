/** `@Inject(PG_POOL) pool: Pool`: plain connections of the application's role, for the journal's store. */
export const PG_POOL = Symbol('PG_POOL');
