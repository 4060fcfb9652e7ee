const hex = (bytes: Uint8Array) => [...bytes].map(one => one.toString(16).padStart(2, '0')).join('');
/** The seal of a text: a key of chance before it, so that a short text cannot be guessed from its hash. */
export async function sealed(text: string): Promise<{ readonly key: string; readonly hash: string }> {
  const key = hex(crypto.getRandomValues(new Uint8Array(16)));
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${key}\n${text}`));
  return { key, hash: hex(new Uint8Array(digest)) };
}
