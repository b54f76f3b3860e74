import { useCallback, useEffect, useState } from 'react';
import type { Asked } from './ask.ts';

/** What a question came to; undefined while it is asked for the first time. */
export interface Answer<T> {
  asked: Asked<T> | undefined;
  /** Asks anew and keeps what is shown until then; `fresh` forgets it at once. */
  again: (fresh?: boolean) => void;
}

/** Asks when `question` is there, and whenever it changes. An answer to another question, or a late one, counts for nothing. */
export function useAnswer<T>(question: string | undefined, put: () => Promise<Asked<T>>): Answer<T> {
  const [kept, setKept] = useState<{ question: string; asked: Asked<T> }>();
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (question === undefined) {
      return;
    }
    let wanted = true;
    void put().then((asked) => {
      if (wanted) {
        setKept({ question, asked });
      }
    });
    return () => {
      wanted = false;
    };
    // `put` puts the question, and is another function each time: only its text counts.
  }, [question, round]);
  const again = useCallback((fresh = false) => {
    if (fresh) {
      setKept(undefined);
    }
    setRound((before) => before + 1);
  }, []);
  return { asked: kept?.question === question ? kept?.asked : undefined, again };
}
