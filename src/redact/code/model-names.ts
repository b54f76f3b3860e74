/** Options that name the model; `o3` or `large` alone would be no proof. */
export const MODEL_KEY =
  /^(?:model|model_?id|model_?name|engine|deployment|deployment_?(?:id|name)|azure_deployment|MODEL|(?:openai|claude|gpt|llm|chat|embedding|default)_?model)$/i;

const SHAPE =
  /^(?:(?:[\w.-]{1,40}\/){0,3}|(?:[a-z]{2,5}\.)?(?:anthropic|meta|amazon|mistral|cohere|ai21|deepseek|openai)\.)(?:gpt-(?:\d|oss|image|realtime|audio)|chatgpt-|claude-(?:\d|instant|opus|sonnet|haiku|fable|v\d)|gemini-(?:\d|pro|ultra|flash|nano|live|embedding)|gemma-?\d|(?:open-)?mi[sx]tral-|mixtral-?\d|codestral|ministral-|magistral-|pixtral-|(?:code)?llama-?\d|llama-v\d|command-(?:r|a|light|nightly)|deepseek-(?:chat|coder|reasoner|r\d|v\d|llm)|grok-\d|grok-(?:beta|vision|code)|whisper-|dall-e-|tts-1|text-embedding-|text-davinci-|davinci-00|code-davinci|sonar-|sonar$|qwen-?\d|qwq-|phi-\d|nova-(?:micro|lite|pro|premier)|titan-(?:text|embed)|sora-|o[134]-(?:mini|preview|pro))[\w.:@-]{0,80}$/i;
const MAYBE_CUT = /[\0]/g;
const IN_JSON = /"model"\s{0,3}:\s{0,3}"([^"\s]{1,100})"/g;
const IN_PATH = /\/(?:models|deployments|model)\/([^/:?#\s]{1,100})/g;

/** Does a string look like the name of a well-known model, and like nothing else? */
export function isModelName(value: string): boolean {
  return value.length <= 120 && SHAPE.test(value.trim().replace(MAYBE_CUT, ''));
}

/** Model names a string is or holds: by itself, in JSON text, in the path of an address. */
export function modelsIn(value: string): string[] {
  if (isModelName(value)) {
    return [value.trim()];
  }
  const json = [...value.matchAll(IN_JSON)].map((match) => match[1] ?? '');
  const path = [...value.matchAll(IN_PATH)].map((match) => match[1] ?? '');
  return [...json, ...path.filter(isModelName)].slice(0, 10);
}
