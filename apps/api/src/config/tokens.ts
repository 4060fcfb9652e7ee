/** Injection tokens every feature may use: `@Inject(ENV) env: ApiEnv`, `@Inject(LOGGER) log: Logger`. */
export const ENV = Symbol('ENV');
export const LOGGER = Symbol('LOGGER');
