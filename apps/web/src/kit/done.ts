import { createContext, useContext } from 'react';

/** What was done from a place that is gone then: a dialog that closes, a page that is left. Sentences wait for their region. */
export interface DoneList {
  readonly say: (sentence: string) => void;
  /** Is given what waits and all that follows, until the answer is called. */
  readonly hear: (hear: (sentence: string) => void) => () => void;
}

export function createDoneList(): DoneList {
  let listener: ((sentence: string) => void) | null = null;
  const waiting: string[] = [];
  return {
    say: sentence => {
      if (listener) listener(sentence);
      else waiting.push(sentence);
    },
    hear: hear => {
      listener = hear;
      for (const sentence of waiting.splice(0)) hear(sentence);
      return () => {
        listener = null;
      };
    },
  };
}

export const Done = createContext<DoneList | null>(null);

/** For saves that leave the place where `saved` would stand; where it stays, the sentence stands there and only there. */
export function useSayDone(): DoneList['say'] {
  const done = useContext(Done);
  if (!done) throw new Error('what is done is said inside a KitRoot');
  return done.say;
}
