import { Flex, Heading, LoadingSpinner, Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import type { Overview as Answer } from './answers.ts';
import { ask } from './ask.ts';
import { Coverage, readWhole } from './coverage.tsx';
import { FaultView } from './fault-view.tsx';
import { FeatureTable } from './feature-table.tsx';
import { NeverScanned, NotConnected, ReallyNothing, Reconnect } from './no-answer-yet.tsx';
import { readOverview } from './read-answer.ts';
import { ScanFooter } from './scan-footer.tsx';
import { speechFor, type Person, type Speech } from './speech.ts';
import { shown } from './text.ts';
import { useAnswer } from './use-answer.ts';
import { useMayChange } from './use-may-change.ts';
import { useRescan } from './use-rescan.ts';

export interface OverviewProps {
  context: { user: Person; portal: { timezone: string } };
  wait?: (ms: number) => Promise<void>;
}

/** The whole account on the app's own page. */
export function Overview({ context, wait }: OverviewProps) {
  const speech = speechFor(context.user, context.portal.timezone);
  const { language } = speech;
  const found = useAnswer(language, () => ask('overview', readOverview, { query: { language } }));
  const state = found.asked?.ok ? found.asked.answer.state : undefined;
  const mayScan = useMayChange(state === 'ready' || state === 'never-scanned');
  const rescan = useRescan({
    running: found.asked?.ok ? found.asked.answer.scan.running : null,
    wait,
    onEnd: found.again,
  });
  if (found.asked === undefined) {
    return <LoadingSpinner label={speech.words.loading} showLabel={true} layout="centered" />;
  }
  if (!found.asked.ok) {
    const again = () => {
      found.again(true);
    };
    return <FaultView fault={found.asked.fault} speech={speech} onAgain={again} />;
  }
  const answer = found.asked.answer;
  return (
    <Flex direction="column" gap="medium">
      <Body answer={answer} speech={speech} />
      {state !== 'not-connected' && <ScanFooter found={answer} rescan={rescan} mayRescan={mayScan} speech={speech} />}
    </Flex>
  );
}

function Body({ answer, speech }: { answer: Answer; speech: Speech }) {
  switch (answer.state) {
    case 'not-connected':
    case 'unsupported-object':
      return <NotConnected found={answer} narrow={false} speech={speech} />;
    case 'never-scanned':
      return <NeverScanned found={answer} narrow={false} speech={speech} />;
    case 'reconnect':
      return (
        <>
          <Reconnect found={answer} narrow={false} speech={speech} />
          {answer.features.length > 0 && <Account answer={answer} speech={speech} />}
        </>
      );
    case 'ready':
      return <Account answer={answer} speech={speech} />;
  }
}

function Account({ answer, speech }: { answer: Answer; speech: Speech }) {
  const { words } = speech;
  const whole = readWhole(answer);
  if (answer.features.length === 0) {
    return whole ? (
      <ReallyNothing title={words.overviewNone} narrow={false} speech={speech} />
    ) : (
      <Coverage found={answer} title={words.overviewNone} intro={words.nonePartly} speech={speech} />
    );
  }
  return (
    <Flex direction="column" gap="medium">
      <Heading>{answer.account === '' ? words.overviewTitle : words.overviewOf(shown(answer.account))}</Heading>
      <Figures answer={answer} speech={speech} />
      <Text variant="microcopy">{words.examined(answer.examined)}</Text>
      {!whole && <Coverage found={answer} title={words.partlyTitle} speech={speech} />}
      <FeatureTable found={answer} speech={speech} />
    </Flex>
  );
}

function Figures({ answer, speech }: { answer: Answer; speech: Speech }) {
  const { words } = speech;
  const { tier, notice } = answer.counts;
  const grave = (tier.get('high') ?? 0) + (tier.get('prohibited') ?? 0);
  return (
    <Statistics>
      <StatisticsItem label={words.inAll} number={answer.features.length + answer.more} />
      <StatisticsItem label={words.highRisk} number={grave} />
      <StatisticsItem label={words.noticeMissing} number={notice.get('absent') ?? 0} />
      <StatisticsItem label={words.undecided} number={tier.get('undetermined') ?? 0} />
    </Statistics>
  );
}
