import { useCallback, useEffect, useState } from 'react';
import type { Asked } from './ask.ts';

/** What a question came to; undefined while it is asked for the first time. Asking again keeps what is shown. */
export interface Answer<T> {
  asked: Asked<T> | undefined;
  /** Asks anew; `fresh` forgets what is shown. */
  again: (fresh?: boolean) => void;
}

/** Asks when `question` is there, and whenever it changes. An answer that comes too late is dropped. */
export function useAnswer<T>(question: string | undefined, put: (question: string) => Promise<Asked<T>>): Answer<T> {
  const [asked, setAsked] = useState<Asked<T>>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (question === undefined) {
      return;
    }
    let wanted = true;
    void put(question).then((answer) => {
      if (wanted) {
        setAsked(answer);
      }
    });
    return () => {
      wanted = false;
    };
    // `put` is the same question put the same way: only its text counts.
  }, [question, round]);
  const again = useCallback((fresh = false) => {
    if (fresh) {
      setAsked(undefined);
    }
    setRound((before) => before + 1);
  }, []);
  return { asked, again };
}
