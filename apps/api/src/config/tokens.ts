/** What every room may ask Nest for: `@Inject(ENV) env: ApiEnv`, `@Inject(LOGGER) log: Logger`. */
export const ENV = Symbol('ENV');
export const LOGGER = Symbol('LOGGER');
