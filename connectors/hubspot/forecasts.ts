import { z } from 'zod';
import type { PulledAsset } from '../../src/model/raw-asset.ts';
import type { Page, Stream } from '../../src/pull/connector.ts';
import type { HubSpotClient } from './client.ts';
import { compact } from '../../src/pull/compact.ts';
import { endpoints } from './endpoints.ts';
import { assetOf, sift } from '../../src/pull/sift.ts';
import { optionalText, words } from '../../src/pull/text.ts';

const Forecast = z.object({
  forecastName: words(200),
  amountProperty: optionalText(200),
  weightedAmountProperty: optionalText(200),
  amountInHomeCurrencyProperty: optionalText(200),
  weightedAmountInHomeCurrencyProperty: optionalText(200),
  dateProperty: optionalText(200),
});

/** The specification shows one bare object where a list is meant: BEHAVIOR.md, forecasts. */
const Answer = z.union([
  z.array(z.unknown()),
  z.object({ results: z.array(z.unknown()) }).transform(({ results }) => results),
  Forecast.loose().transform((only): unknown[] => [only]),
]);

/** Forecast types: which property a forecast adds up. HubSpot's specification names no scope for them. */
export const forecasts: Stream<HubSpotClient> = {
  name: 'forecasts',
  few: true,
  kinds: ['forecast'],
  scopes: [],
  async *pull({ client, kept }) {
    const answer = await client.call(endpoints.forecastTypes, Answer, { scopes: [] });
    const assets: PulledAsset[] = [];
    const quarantined: NonNullable<Page['quarantined']> = [];
    for (const [index, raw] of answer.entries()) {
      const item = Forecast.safeParse(raw);
      if (item.success) {
        assets.push(assetOf('forecast', item.data.forecastName, compact(item.data)));
      } else {
        quarantined.push({ item: `#${index}`, reason: 'unexpected shape' });
      }
    }
    yield { ...(await sift(kept, 'forecast', assets)), quarantined };
  },
};
