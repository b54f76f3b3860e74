import { z } from 'zod';

/** A text of the vendor's, cut to `max` characters: labels and descriptions have no end that we could rely on. */
export const text = (max: number) => z.string().transform((value) => value.slice(0, max));

/** The same where the key may be absent, null or odd, and nothing depends on it. */
export const optionalText = (max: number) => text(max).nullish().catch(undefined);

/** HubSpot writes ids as strings here and as numbers there. */
export const Id = z.union([z.string().min(1).max(100), z.number().int()]).transform(String);
