/** The chapters of a story: where one has failed the later ones have nothing to stand on, and fail too. */
import { test } from '@jest/globals';

/** @param patience milliseconds a chapter may take  @param after what has to hold after each of them as well */
export function chapters(patience: number, after: () => void = () => undefined) {
  let broken = false;
  return (title: string, play: () => Promise<void>, longer = patience): void =>
    test(
      title,
      async () => {
        if (broken) throw new Error('an earlier chapter failed');
        broken = true;
        await play();
        after();
        broken = false;
      },
      longer,
    );
}
