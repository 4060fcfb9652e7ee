/** What is wrong with a database, in words for whoever set its address. Anything not known here is our own fault. */

/** The database cannot be used: in words for whoever set its address. */
export class DatabaseError extends Error {
  override name = 'DatabaseError';
}

const hostOf = (url: string) => new URL(url).host || 'the local socket';
const decoded = (text: string) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Which database an address leads to, without its password. */
export const placeOf = (url: string): string =>
  `the database "${decoded(new URL(url).pathname.slice(1))}" at ${hostOf(url)}`;

export const unusable = (setting: string, url: string, reason: string, cause: unknown): DatabaseError =>
  new DatabaseError(`${setting}: the database at ${hostOf(url)} cannot be used: ${reason}.`, { cause });

/** SQLSTATE classes: connection, wrong role or password, no such database, no room, being stopped. */
const KNOWN = /^(08|28|3D|53|57P)/;
/** What the network says, in the words of Node. */
const NETWORK = /^E[A-Z_]+$/;

/** @returns undefined where whoever set the address can do nothing about it */
export function databaseFault(error: unknown, setting: string, url: string): DatabaseError | undefined {
  if (error instanceof DatabaseError) return error;
  const { code, message } = error as Error & { code?: unknown };
  if (typeof code !== 'string') return undefined;
  const told = (words: string) => new DatabaseError(`${setting}: ${words}`, { cause: error });
  if (code === '42501')
    return told(
      `the role "${decoded(new URL(url).username)}" lacks a right in ${placeOf(url)} (${message}). Tables are made, changed ` +
        'and granted by the role that owns the database: name it in DATABASE_OWNER_URL and start Kengesh. ' +
        'The README says how both roles are made ("On a database of your own").',
    );
  if (code === '25006')
    return told(`${placeOf(url)} can only be read (${message}). A standby serves nobody: name the primary server.`);
  return KNOWN.test(code) || NETWORK.test(code) ? unusable(setting, url, message || code, error) : undefined;
}
