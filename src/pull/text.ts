import { z } from 'zod';
import { redactText } from '../redact/redact-text.ts';

/** A text of the vendor's, cut to `max` characters: labels and descriptions have no end that we could rely on. */
export const text = (max: number) => z.string().transform((value) => value.slice(0, max));

/** The same where the key may be absent, null or odd, and nothing depends on it. */
export const optionalText = (max: number) => text(max).nullish().catch(undefined);

/** What people of the account write as they like (names, labels, descriptions): without secrets and personal data. */
export const words = (max: number) => z.string().transform((value) => redactText(value, max));

export const optionalWords = (max: number) => words(max).nullish().catch(undefined);

/** HubSpot writes ids as strings here and as numbers there. */
export const Id = z.union([z.string().min(1).max(100), z.number().int()]).transform(String);
