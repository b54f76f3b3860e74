import { Alert, Button, Divider, Flex, Link, LoadingButton, ProgressBar, Text } from '@hubspot/ui-extensions';
import type { Found, Progress } from './answers.ts';
import { readWhole } from './coverage.tsx';
import type { Speech } from './speech.ts';
import type { Rescanning } from './use-rescan.ts';
import type { Words } from './words/words.ts';

export interface ScanFooterProps {
  found: Found;
  rescan: { state: Rescanning; start: () => void };
  /** Whether this person may start a scan; null when it could not be asked, undefined while it is being asked. */
  mayRescan: boolean | null | undefined;
  speech: Speech;
}

/** When the account was last read, a new scan for those who may, and the way to the dashboard. */
export function ScanFooter({ found, rescan, mayRescan, speech }: ScanFooterProps) {
  const { words } = speech;
  const { scan, dashboardUrl } = found;
  return (
    <Flex direction="column" gap="small">
      <Divider />
      <Ended state={rescan.state} words={words} />
      {rescan.state.phase === 'running' && <Running progress={rescan.state.progress} words={words} />}
      {scan.finishedAt !== null && (
        <Text variant="microcopy">
          {(readWhole(found) ? words.lastScan : words.lastScanPartly)(speech.when(scan.finishedAt))}
        </Text>
      )}
      <Flex direction="row" wrap="wrap" gap="small" align="center">
        {mayRescan === true && <Start found={found} rescan={rescan} words={words} />}
        {dashboardUrl !== null && <Link href={{ url: dashboardUrl, external: true }}>{words.openDashboard}</Link>}
      </Flex>
      {mayRescan === false && <Text variant="microcopy">{words.scanByAdmin}</Text>}
      {mayRescan === null && <Text variant="microcopy">{words.scanAdminUnknown}</Text>}
      <Text variant="microcopy">{words.noAdvice}</Text>
    </Flex>
  );
}

function Start({ found, rescan, words }: { found: Found; rescan: ScanFooterProps['rescan']; words: Words }) {
  const label = found.scan.finishedAt === null ? words.scanNow : words.scanAgain;
  if (rescan.state.phase === 'running') {
    return (
      <Button size="sm" variant="secondary" disabled={true}>
        {words.scanRunning}
      </Button>
    );
  }
  const starting = rescan.state.phase === 'starting';
  return (
    <LoadingButton size="sm" variant="secondary" loading={starting} onClick={rescan.start}>
      {starting ? words.scanStarting : label}
    </LoadingButton>
  );
}

function Running({ progress, words }: { progress: Progress; words: Words }) {
  const { done, total, etaSeconds } = progress;
  const said = [
    done === null ? undefined : words.scanRead(done, total),
    etaSeconds === null ? undefined : words.scanLeft(etaSeconds),
  ];
  return (
    <ProgressBar
      title={words.scanRunning}
      aria-label={words.scanRunning}
      value={Math.min(done ?? 0, total ?? 0)}
      maxValue={total === null || total === 0 ? 1 : total}
      valueDescription={said.filter(Boolean).join(', ')}
    />
  );
}

function Ended({ state, words }: { state: Rescanning; words: Words }) {
  if (state.phase !== 'ended') {
    return null;
  }
  if (state.ending === 'done') {
    const title = state.complete ? words.scanDone : words.scanDonePartly;
    return <Alert title={title} variant={state.complete ? 'success' : 'warning'} />;
  }
  return <Alert title={endingText(state.ending, words)} variant="warning" />;
}

function endingText(ending: string, words: Words): string {
  const texts: Record<string, string> = {
    failed: words.scanFailed,
    cancelled: words.scanCancelled,
    longer: words.scanLonger,
    unclear: words.scanUnclear,
    'not-allowed': words.scanNotAllowed,
    'not-known': words.scanNotKnown,
    'not-connected': words.notConnectedText,
    reconnect: words.reconnectText,
    ...words.faults,
  };
  return texts[ending] ?? words.scanUnclear;
}
