/** `call`: it is, or flows into, the address of a request · `text`: named in a sentence, compared or logged. */
export type AddressUse = 'call' | 'value' | 'text';

/**
 * What custom code tells about AI, without the code: sources are digested when they are pulled and never stored,
 * since any string in them may be a password or a person.
 */
export interface CodeDigest {
  language: 'javascript' | 'python' | 'unknown';
  /** `parsed`: read by a parser; `tokens`: the parser failed, strings and comments were still told apart. */
  read: 'parsed' | 'tokens' | 'unread';
  lines: number;
  /**
   * Packages imported or required, bare names as written (`@anthropic-ai/sdk`, `langchain.chat_models`), and the services
   * one package is asked for (`boto3.rekognition`, `aws-sdk/clients/polly`).
   */
  imports: { name: string; used: boolean; line: number }[];
  /**
   * Addresses that stand in code (never in comments), without user info, query and fragment.
   * `{}` stands for what is only known at run time (`{}.openai.azure.com`); a host that is not shown at all is `{}`, or
   * `{LLM_URL}` where an environment variable holds it.
   */
  urls: { host: string; path: string; line: number; use: AddressUse }[];
  /** Strings given as a `model`, or that look like a model name (`gpt-4o`, `claude-sonnet-4`). */
  models: { value: string; line: number }[];
  /** Names of secrets and environment variables it reads, not their values. */
  secretNames: string[];
  /** CRM properties read from the event's inputs (`inputFields`), and output keys set. */
  inputs: string[];
  outputs: string[];
  /** Longer string literals that read like an instruction to a model, redacted, at most 20 of 500 characters. */
  texts: { value: string; line: number }[];
  /** True when a request goes to an address that is put together from something the code does not show. */
  dynamicUrl: boolean;
  /** Words of a closed list (`emotion`) that a request is asked by: in its query, its body, or what is read of its answer. */
  asks?: { host: string; value: string; line: number }[];
}
