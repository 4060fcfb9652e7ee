/**
 * Where bytes come in: the types of what a schema has read. The only file of the domain that casts.
 */
import type { JsonObject } from '@kengesh/journal';
import type * as z from 'zod';

/**
 * A value as JSON holds it: nothing in it is changed, and an optional key is absent, never undefined. What a zod schema infers is
 * wider (`key?: T | undefined`); journals, acts and states hold this.
 */
export type PlainJson<T> = T extends string | number | boolean | null
  ? T
  : { readonly [K in keyof T]: PlainJson<Exclude<T[K], undefined>> };

/** What a declaration's shape says of its data. */
export type DataOf<T extends z.ZodType> = PlainJson<z.output<T>>;

/** What a schema has read out of JSON, where no key is undefined. */
export const plainJson = <T>(read: T): PlainJson<T> => read as PlainJson<T>;

/** The data of an entry, which had the shape of its event when it was written. */
export const recorded = (data: JsonObject): never => data as never;

/** Under the same names what is made of each value. */
export const mapValues = <T extends object, V>(of: T, make: (value: T[keyof T]) => V): { readonly [K in keyof T]: V } =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, make(value)])) as { [K in keyof T]: V };

/** The same schema, whose output is told as JSON holds it. */
export const plainShape = <T extends z.ZodType>(shape: T): z.ZodType<DataOf<T>> =>
  shape as unknown as z.ZodType<DataOf<T>>;
