import {
  Flex,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Tag,
  Text,
} from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Feature, Found } from './answers.ts';
import { FeatureTags } from './feature-tags.tsx';
import type { Speech } from './speech.ts';
import { shown } from './text.ts';

const ROWS = 20;
/** As long as the service writes: a sentence about the law is not cut. */
const LONGEST_SENTENCE = 900;

/** All features of the account, by pages; what the service left out is in the dashboard. */
export function FeatureTable({ found, speech }: { found: Found; speech: Speech }) {
  const [page, setPage] = useState(1);
  const { words } = speech;
  const { features, more, dashboardUrl } = found;
  const pages = Math.ceil(features.length / ROWS);
  const rows = features.slice((page - 1) * ROWS, page * ROWS);
  return (
    <Flex direction="column" gap="small">
      <Table bordered={true} paginated={pages > 1} pageCount={pages} page={page} onPageChange={setPage}>
        <TableHead>
          <TableRow>
            <TableHeader>{words.columnFeature}</TableHeader>
            <TableHeader>{words.columnTier}</TableHeader>
            <TableHeader>{words.columnWhy}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {rows.map((feature, place) => (
            <Row key={feature.key || place} feature={feature} speech={speech} />
          ))}
        </TableBody>
      </Table>
      {more > 0 && dashboardUrl !== null && (
        <Link href={{ url: dashboardUrl, external: true }}>{words.moreInDashboard(more)}</Link>
      )}
    </Flex>
  );
}

function Row({ feature, speech }: { feature: Feature; speech: Speech }) {
  const name = shown(feature.name);
  return (
    <TableRow>
      <TableCell>
        <Text format={{ fontWeight: 'demibold' }}>
          {feature.url === null ? name : <Link href={{ url: feature.url, external: true }}>{name}</Link>}
        </Text>
        {feature.does !== '' && <Text variant="microcopy">{shown(feature.does, LONGEST_SENTENCE)}</Text>}
      </TableCell>
      <TableCell>
        <FeatureTags feature={feature} speech={speech} />
      </TableCell>
      <TableCell>
        <Text variant="microcopy">{shown(feature.why, LONGEST_SENTENCE)}</Text>
        {feature.reading && feature.why !== '' && <Tag>{speech.words.ourReading}</Tag>}
      </TableCell>
    </TableRow>
  );
}
