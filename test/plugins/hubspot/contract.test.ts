import { describe, expect, it } from '@jest/globals';
import {
  FeaturesAnswer,
  OverviewAnswer,
  ProgressAnswer,
  RecordAnswer,
  RescanAnswer,
  SavedAnswer,
  SettingsAnswer,
} from '#src/http/hubspot/card/schema.ts';
import { SCENARIOS } from '#plugins/hubspot/harness/scenarios.ts';

/** The app shares no code with the service: what its tests answer has to be what the service may say. */
const SCHEMAS = {
  features: FeaturesAnswer,
  record: RecordAnswer,
  rescan: RescanAnswer,
  progress: ProgressAnswer,
  overview: OverviewAnswer,
  settings: SettingsAnswer,
  'put settings': SavedAnswer,
};

const answers = SCENARIOS.flatMap(({ name, replies }) =>
  Object.entries(SCHEMAS).flatMap(([path, schema]) =>
    [replies[path] ?? []]
      .flat()
      .flatMap((reply) =>
        typeof reply === 'object' && 'json' in reply ? [{ name, path, schema, json: reply.json }] : [],
      ),
  ),
);

describe('hubspot/contract', () => {
  it.each(answers)('$name is answered by $path as the service may', ({ schema, json }) => {
    expect(schema.safeParse(json).error?.issues).toBeUndefined();
  });
});
