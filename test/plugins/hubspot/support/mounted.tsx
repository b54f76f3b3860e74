import { afterEach } from '@jest/globals';
import { useEffect, useState, type ReactNode } from 'react';

const shown = new Set<() => void>();

/** Takes down what is shown: a card that is left standing would go on asking, in the next test too. */
export async function unmountAll(): Promise<void> {
  shown.forEach((remove) => {
    remove();
  });
  await new Promise((resolve) => setImmediate(resolve));
}

afterEach(unmountAll);

export function Mounted({ children }: { children: ReactNode }) {
  const [there, setThere] = useState(true);
  useEffect(() => {
    const remove = () => {
      setThere(false);
    };
    shown.add(remove);
    return () => {
      shown.delete(remove);
    };
  }, []);
  return there ? children : null;
}
