/** Path ends that language-model interfaces share, whoever hosts them (OpenAI-, Anthropic- and Gemini-compatible). */
const MODEL_PATH =
  /\/(chat\/completions|v\d+\/completions|v\d+\/messages|v\d+\/responses|v\d+\/embeddings|api\/generate|api\/chat)\/?$|:(stream)?generateContent$/i;

/** Paths that ask a model of some kind, without saying which. */
const PREDICTION_PATH = /\/(predict|predictions|inference|infer|invocations)\/?$/i;

/** Names of secrets that hold a key to an AI service (api.md §1.2); a name is a hint, not a call. */
const MODEL_KEY =
  /(^|[_-])(OPENAI|ANTHROPIC|CLAUDE|GEMINI|MISTRAL|COHERE|AZURE_?OPENAI|LLM|GPT|CHATGPT|DEEPSEEK|GROQ|HUGGINGFACE|HF)([_-]|KEY|TOKEN|API|SECRET|$)/i;

export const asksModel = (path: string) => MODEL_PATH.test(path);
export const asksPrediction = (path: string) => PREDICTION_PATH.test(path);
export const looksLikeModelKey = (name: string) => MODEL_KEY.test(name);
