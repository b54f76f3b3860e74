import { useEffect, useRef, useState } from 'react';
import type { Progress, Rescan, Scan, ScanProgress } from './answers.ts';
import { ask, type Asked } from './ask.ts';
import { readProgress, readRescan } from './read-answer.ts';

/** `ending` is the state the service named, a fault on the way, or `longer` and `unclear` when we stop looking. */
export type Rescanning =
  | { phase: 'idle' }
  | { phase: 'starting' }
  | { phase: 'running'; progress: Progress }
  | { phase: 'ended'; ending: string; complete: boolean };

/** Often at first, as small accounts take seconds; rarely later. After about twenty minutes the card stops looking. */
const PAUSES_MS = [2_000, 2_000, 3_000, 5_000, 5_000, 8_000];
const LAST_PAUSE_MS = 10_000;
const MAX_LOOKS = 120;
/** One lost answer says nothing about the scan. */
const MAX_FAULTS = 3;

const NOTHING_YET: Progress = { done: null, total: null, etaSeconds: null };
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

export interface RescanOptions {
  running: Scan['running'];
  onEnd: () => void;
  wait?: ((ms: number) => Promise<void>) | undefined;
}

/** Starts a scan and follows it; follows one that runs already, too. Looks no more when the card is gone. */
export function useRescan({ running, onEnd, wait = pause }: RescanOptions): { state: Rescanning; start: () => void } {
  const [state, setState] = useState<Rescanning>({ phase: 'idle' });
  const [followed, setFollowed] = useState<string>();
  const mounted = useRef(false);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const runningId = running?.id;
  useEffect(() => {
    if (running) {
      setFollowed(running.id);
      setState({ phase: 'running', progress: running });
    }
  }, [runningId]);

  useEffect(() => {
    if (followed === undefined) {
      return;
    }
    let wanted = true;
    void follow({ scan: followed, wait, show: setState, wanted: () => wanted }).then(() => {
      if (wanted) {
        setFollowed(undefined);
        onEnd();
      }
    });
    return () => {
      wanted = false;
    };
  }, [followed]);

  const start = () => {
    setState({ phase: 'starting' });
    void ask('rescan', readRescan, { method: 'POST', body: {} }).then((answer) => {
      if (!mounted.current) {
        return;
      }
      const id = startedScan(answer);
      setState(id === undefined ? ended(answer) : { phase: 'running', progress: NOTHING_YET });
      setFollowed(id);
    });
  };
  return { state, start };
}

function startedScan(answer: Asked<Rescan>): string | undefined {
  const started = answer.ok && (answer.answer.state === 'queued' || answer.answer.state === 'joined');
  return started ? (answer.answer.scanId ?? undefined) : undefined;
}

function ended(answer: Asked<Rescan>): Rescanning {
  return { phase: 'ended', ending: answer.ok ? answer.answer.state : answer.fault, complete: false };
}

interface Following {
  scan: string;
  wait: (ms: number) => Promise<void>;
  show: (state: Rescanning) => void;
  wanted: () => boolean;
}

async function follow({ scan, wait, show, wanted }: Following): Promise<void> {
  let faults = 0;
  for (let look = 0; look < MAX_LOOKS && faults < MAX_FAULTS; look += 1) {
    await wait(PAUSES_MS[look] ?? LAST_PAUSE_MS);
    if (!wanted()) {
      return;
    }
    const asked = await ask('progress', readProgress, { query: { scan } });
    if (!wanted()) {
      return;
    }
    faults = asked.ok ? 0 : faults + 1;
    if (asked.ok) {
      show(shownOf(asked.answer));
    }
    if (asked.ok && asked.answer.state !== 'running') {
      return;
    }
  }
  show({ phase: 'ended', ending: faults === MAX_FAULTS ? 'unclear' : 'longer', complete: false });
}

function shownOf({ state, complete, ...progress }: ScanProgress): Rescanning {
  return state === 'running' ? { phase: 'running', progress } : { phase: 'ended', ending: state, complete };
}
