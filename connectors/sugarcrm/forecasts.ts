import { z } from 'zod';
import { compact } from '../../src/pull/compact.ts';
import type { Stream } from '../../src/pull/connector.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { identifier } from './bpm/criteria.ts';
import type { SugarClient } from './client.ts';
import { ADMIN } from './errors.ts';
import { ifLicensed } from './rights.ts';
import { flag, phpList, phpObject } from './shapes.ts';

const Config = phpObject(
  z.looseObject({
    is_setup: flag,
    forecast_by: z.unknown(),
    forecast_ranges: z.unknown(),
    worksheet_columns: phpList(z.unknown()).optional().catch(undefined),
  }),
);

/** How forecasts are made: by people and sums, unless a product that predicts is licensed. */
export const forecasts: Stream<SugarClient> = {
  name: 'forecasts',
  few: true,
  kinds: ['forecast'],
  scopes: [ADMIN],
  async *pull({ client, kept }) {
    const read = async function* () {
      const config = await client.get('Forecasts/config', Config, { what: 'forecast settings', right: ADMIN });
      const payload = compact({
        isSetup: config.is_setup,
        forecastBy: identifier(config.forecast_by),
        ranges: identifier(config.forecast_ranges),
        columns: config.worksheet_columns?.flatMap((column) => identifier(column) ?? []).slice(0, 100),
      });
      yield await sift(kept, 'forecast', [assetOf('forecast', 'Forecasts', payload)]);
    };
    yield* ifLicensed(client, ['CURRENT', 'SUGAR_SELL'], 'Forecasts', read());
  },
};
