/** A wide net over names and labels, so that little is kept that has nothing to say; what a word means is decided elsewhere. */
const SPEAKS =
  /(?:^|[^a-z])(?:ai|ki|ia|gpt\w*|llms?|gen ?ai|chat ?gpt|open ?ai|claude|anthropic|gemini|mistral|bedrock|copilot|chat ?bots?|predict\w*|predikt\w*|sentiment\w*|propensity|likelihood|churn|neural|(?:machine|deep) learning|scor(?:e|es|ing))(?:[^a-z]|$)|sicon-sugar-predict|sicon-\S*ai(?:[^a-z]|$)/i;

export function speaksOfAi(...texts: (string | undefined)[]): boolean {
  return texts.some((text) => text !== undefined && SPEAKS.test(wordsOf(text)));
}

/** `aiScore_c` → `ai Score c`. */
function wordsOf(text: string): string {
  return text
    .slice(0, 1_000)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .replaceAll('_', ' ');
}
