import type { CodeDigest } from '#src/model/code-digest.ts';
import { valueOf, type Facts } from '#src/model/facts.ts';
import { factsFrom } from '#src/model/facts-schema.ts';

/** What a service is asked for says what it is used for, whatever else it could do. */
const PURPOSES = [
  ['emotion-recognition', /\b(?:emotions?|prosody)\b/],
  ['sentiment', /\bsentiments?\b/],
  ['transcription', /\b(?:transcribe|transcriptions?|diari[sz]\w*|speech-?to-?text)\b/],
  ['identification', /\bface[_-]?(?:match|recognition|verification|id|compare)\b/],
] as const;
const MODALITIES = [
  ['voice', /\b(?:audio|voice|speech|calls?|prosody|transcribe|transcriptions?|diari[sz]\w*)\b/],
  ['image', /\b(?:face|facial|images?|photos?|selfie)/],
  ['video', /\bvideos?\b/],
] as const;

/** Facts from the words by which a host is asked: in the path, the query, the body and what is read of the answer. */
export function askedFacts(code: CodeDigest, host: string, at: string): Facts {
  const paths = code.urls.filter((url) => url.host === host && url.use === 'call').map(({ path }) => path);
  const words = (code.asks ?? []).filter((asked) => asked.host === host).map(({ value }) => value);
  const told = [...paths, ...words].join(' ').toLowerCase();
  const purposes = PURPOSES.flatMap(([purpose, sign]) => (sign.test(told) ? [purpose] : []));
  const inputModality = MODALITIES.flatMap(([modality, sign]) => (sign.test(told) ? [modality] : []));
  return purposes.length === 0
    ? {}
    : factsFrom({ purposes, ...(inputModality.length > 0 && { inputModality }) }, 'observed', at);
}

/** A service that is for one thing may be asked for more: both are its purposes here. */
export function withAsked(facts: Facts, asked: Facts): Facts {
  const own = valueOf(facts, 'purposes');
  const more = asked.purposes;
  return own && more?.known
    ? { ...asked, ...facts, purposes: { ...more, value: [...new Set([...own, ...more.value])] } }
    : { ...asked, ...facts };
}
