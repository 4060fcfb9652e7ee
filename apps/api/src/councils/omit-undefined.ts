type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The fields a change names; what it leaves out stays as it is. */
export const omitUndefined = <T extends object>(change: T): Given<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Given<T>;
