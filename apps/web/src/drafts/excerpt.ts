/** The beginning of a text, whole words, for a place where the whole stands elsewhere. */
export function excerpt(text: string, length = 90): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), length / 2))}…`;
}
