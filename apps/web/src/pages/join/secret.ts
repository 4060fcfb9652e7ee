/** The secret of the address, taken out of it and of the history at once (SEC-01). */
export function takeSecret(): string | null {
  const secret = location.hash.slice(1);
  if (secret === '') return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return secret;
}
