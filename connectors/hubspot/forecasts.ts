import { z } from 'zod';
import type { Stream } from '../../src/pull/connector.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { endpoints } from './endpoints.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { optionalText, words } from '../../src/pull/text.ts';

const Forecast = z.object({
  forecastName: words(200),
  amountProperty: optionalText(200),
  weightedAmountProperty: optionalText(200),
  dateProperty: optionalText(200),
});

/** Forecast types: which property a forecast adds up. HubSpot's specification names no scope for them. */
export const forecasts: Stream<HubSpotClient> = {
  name: 'forecasts',
  kinds: ['forecast'],
  scopes: [],
  async *pull({ client, kept }) {
    const listed = await client.list(endpoints.forecastTypes, Forecast, { scopes: [] });
    const assets = listed.items.map((item) => assetOf('forecast', item.forecastName, compact(item)));
    yield { ...(await sift(kept, 'forecast', assets)), quarantined: listed.quarantined };
  },
};
