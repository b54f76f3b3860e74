import { Flex, Heading, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import type { Found, OnRecord } from './answers.ts';
import { ask, type Asked } from './ask.ts';
import { Coverage, readWhole } from './coverage.tsx';
import { FaultView } from './fault-view.tsx';
import { FeatureList } from './feature-list.tsx';
import { NeverScanned, NotConnected, ReallyNothing, Reconnect, Unsupported } from './no-answer-yet.tsx';
import { readFound, readOnRecord } from './read-answer.ts';
import { RecordFacts } from './record-facts.tsx';
import { ScanFooter } from './scan-footer.tsx';
import { recordKind, speechFor, type Person, type Speech } from './speech.ts';
import { useAnswer } from './use-answer.ts';
import { useRescan } from './use-rescan.ts';
import type { RecordKind } from './words/words.ts';

export interface RecordCardProps {
  context: {
    location: string;
    user: Person;
    portal: { timezone: string };
    crm: { objectTypeId: string; objectId: number };
  };
  /** How long to wait between two looks at a scan; tests wait otherwise. */
  wait?: (ms: number) => Promise<void>;
}

/** First what can act on records of this kind, from what is stored; then what holds for this very record. */
export function RecordCard({ context, wait }: RecordCardProps) {
  const { objectTypeId, objectId } = context.crm;
  const speech = speechFor(context.user, context.portal.timezone);
  const record = { objectTypeId, objectId: String(objectId) };
  const question = JSON.stringify(record) + speech.language;
  const found = useAnswer(question, () =>
    ask('features', readFound, { query: { ...record, language: speech.language } }),
  );
  const state = found.asked?.ok ? found.asked.answer.state : undefined;
  const asksRecord = state === 'ready' || state === 'never-scanned';
  const here = useAnswer(asksRecord ? question : undefined, () => ask('record', readOnRecord, { query: record }));
  const rescan = useRescan({
    running: found.asked?.ok ? found.asked.answer.scan.running : null,
    wait,
    onEnd: () => {
      found.again();
      here.again();
    },
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
  const narrow = context.location !== 'crm.record.tab';
  const kind = recordKind(objectTypeId);
  return (
    <Flex direction="column" gap="small">
      <Body found={found.asked.answer} here={here.asked} kind={kind} narrow={narrow} speech={speech} />
      {(asksRecord || state === 'reconnect') && (
        <ScanFooter found={found.asked.answer} rescan={rescan} mayRescan={mayRescan(here.asked)} speech={speech} />
      )}
    </Flex>
  );
}

/** Not answered is not “no”: it reads as “could not be asked”. */
function mayRescan(here: Asked<OnRecord> | undefined): boolean | null | undefined {
  if (here === undefined) {
    return undefined;
  }
  return here.ok ? here.answer.mayRescan : null;
}

interface BodyProps {
  found: Found;
  here: Asked<OnRecord> | undefined;
  kind: RecordKind;
  narrow: boolean;
  speech: Speech;
}

function Body({ found, here, kind, narrow, speech }: BodyProps) {
  switch (found.state) {
    case 'not-connected':
      return <NotConnected found={found} narrow={narrow} speech={speech} />;
    case 'never-scanned':
      return <NeverScanned found={found} narrow={narrow} speech={speech} />;
    case 'unsupported-object':
      return <Unsupported found={found} narrow={narrow} speech={speech} />;
    case 'reconnect':
      return (
        <>
          <Reconnect found={found} narrow={narrow} speech={speech} />
          {found.features.length > 0 && (
            <Listed found={found} here={here} kind={kind} narrow={narrow} speech={speech} />
          )}
        </>
      );
    case 'ready':
      return <Listed found={found} here={here} kind={kind} narrow={narrow} speech={speech} />;
  }
}

function Listed({ found, here, kind, narrow, speech }: BodyProps) {
  const { words } = speech;
  const whole = readWhole(found);
  if (found.features.length === 0) {
    const title = words.noneFor(kind);
    return whole ? (
      <ReallyNothing title={title} narrow={narrow} speech={speech} />
    ) : (
      <Coverage found={found} title={title} intro={words.nonePartly} speech={speech} />
    );
  }
  return (
    <Flex direction="column" gap="small">
      <Heading>{words.foundFor(found.features.length + found.more, kind)}</Heading>
      {!whole && <Text variant="microcopy">{words.partlySoFar}</Text>}
      {here === undefined && found.state === 'ready' && (
        <LoadingSpinner label={words.onRecordWaiting} showLabel={true} size="xs" />
      )}
      {here?.ok === false && <Text variant="microcopy">{words.onRecordFault}</Text>}
      {here?.ok && <RecordFacts here={here.answer} speech={speech} />}
      <FeatureList found={found} here={here?.ok ? here.answer : undefined} narrow={narrow} speech={speech} />
      {!whole && <Coverage found={found} title={words.partlyTitle} speech={speech} />}
    </Flex>
  );
}
