/** A manager of TypeORM, or a pool or connection of pg. */
export interface Queryable {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/** Rows of one statement, whoever runs it; of UPDATE and DELETE those it returns. For query files and the event store only. */
export async function rowsOf<T>(on: Queryable, text: string, values: readonly unknown[] = []): Promise<T[]> {
  const result = (await on.query(text, [...values])) as { rows: T[] } | T[] | [T[], number];
  if (!Array.isArray(result)) return result.rows;
  // TypeORM answers UPDATE and DELETE with the rows and how many they were.
  return Array.isArray(result[0]) ? result[0] : (result as T[]);
}
