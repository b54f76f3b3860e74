/** Path ends that language-model interfaces share, whoever hosts them (OpenAI-, Anthropic- and Gemini-compatible). */
const MODEL_PATH =
  /\/(chat\/completions|v\d+\/completions|v\d+\/messages|v\d+\/responses|v\d+\/embeddings|api\/generate|api\/chat)\/?$|:(stream)?generateContent$/i;

/** Paths that ask a model of some kind, without saying which. */
const PREDICTION_PATH = /\/(predict|predictions|inference|infer|invocations)\/?$/i;

/** Names of secrets that hold a key to an AI service; a name is a hint, not a call. */
const MODEL_KEY =
  /(^|[_-])(OPENAI|ANTHROPIC|CLAUDE|GEMINI|MISTRAL|COHERE|AZURE_?OPENAI|LLM|GPT|CHATGPT|DEEPSEEK|GROQ|HUGGINGFACE|HF)([_-]|KEY|TOKEN|API|SECRET|$)/i;

/** Anthropic's path is also that of many an SMS service. */
const MESSAGES_PATH = /\/v\d+\/messages\/?$/i;

/** Segments, or neighbours among them, that ask for what usually only a model does: voices, faces, feelings, persons rated. */
const ANALYSIS_PATH = [
  /[/_-](?:emotions?|sentiments?|transcri(?:be|ptions?)|facial|biometrics?|personality|psychometrics?|deep-?fakes?|diari[sz](?:e|ation)|speech-?(?:to|2)-?text|speech-?recognition|summari[sz]e|llm|nlp)(?=[/_:.-]|$)/i,
  /[/_-](?:predict|predictions|inference)(?=[/:]|$)(?!\/report)/i,
  /[/_-]fac(?:e|es|ial)[/_-]?(?:match\w*|compar\w+|verif\w+|detect\w*|recogni\w+|analy\w+|search|id|swap|liveness|attributes)(?=[/_:.-]|$)/i,
  /[/_-]face(?=\/?$)/i,
  /[/_-](?:voice|speaker|audio|call|speech)s?[/_-]?(?:emotions?|analy\w+|stress|tone|prints?|biometric\w*|auth\w*|verif\w+|recogni\w+|clon\w+|scor\w+|moods?|features|transcripts?|identif\w+)(?=[/_:.-]|$)/i,
  /[/_-](?:analy[sz]e|detect|recogni[sz]e|classify)[/_-](?:voice|speech|face|emotion|mood|call|audio|image|video|text)s?(?=[/_:.-]|$)/i,
  /[/_-](?:person|people|candidate|applicant|resume|cv|lead|customer|contact|credit|risk|employee|worker|driver|tenant|user|borrower|churn|fraud|propensity)s?[/_-]?(?:scor(?:e|es|ing)|rank(?:ing)?|predict(?:ion)?)(?=[/:]|$)/i,
  /[/_-](?:scor(?:e|ing)|rank)[/_-](?:person|people|candidate|applicant|resume|cv|lead|customer|contact|employee|worker|driver|tenant|borrower)s?(?=[/_:.-]|$)/i,
];

export const asksMessages = (path: string) => MESSAGES_PATH.test(path);
export const asksAnalysis = (path: string) => ANALYSIS_PATH.some((words) => words.test(path));
export const asksModel = (path: string) => MODEL_PATH.test(path);
export const asksPrediction = (path: string) => PREDICTION_PATH.test(path);
export const looksLikeModelKey = (name: string) => MODEL_KEY.test(name);
