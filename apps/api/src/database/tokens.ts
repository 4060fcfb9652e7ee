/** `@Inject(PG_POOL) pool: Pool`: the event store's connections; nodes keep their leases over them. */
export const PG_POOL = Symbol('PG_POOL');
