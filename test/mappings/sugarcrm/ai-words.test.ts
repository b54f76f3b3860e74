import { describe, expect, it } from '@jest/globals';
import { identifierSpeaksOfAi, nameSpeaksOfAi, textSpeaksOfAi } from '../../../mappings/sugarcrm/ai-words.ts';
import { knowledge } from './support.ts';

describe('mappings/sugarcrm/ai-words', () => {
  it.each([
    ['ai_summary_c', true],
    ['gpt4_reply_c', true],
    ['OpenAiSyncJob', true],
    ['class::Acme\\Custom\\LLMRouter', true],
    ['churn_prediction_c', true],
    ['sentiment_overall', true],
    ['aircraft_c', false],
    ['maintain_flag_c', false],
    ['email_c', false],
    ['aid_amount_c', false],
    ['SugarAIConnector', false],
    ['campaign_name', false],
  ])('of the identifier %s says %s', (name, speaks) => {
    expect(identifierSpeaksOfAi(name)).toBe(speaks);
  });

  it.each([
    ['ChatGPT replies', true],
    ['KI-Bewertung der Leads', true],
    ['Résumé IA du compte', true],
    ['Sconti ai clienti', false],
    ['J’ai relu', false],
    ['SugarAI Maps', false],
    ['Sugar AI Summary', true],
    ['Field checks, no AI inside', false],
    ['Regeln ohne KI', false],
    ['Air freight', false],
    ['', false],
  ])('of the text “%s” says %s', (text, speaks) => {
    expect(textSpeaksOfAi(text, knowledge)).toBe(speaks);
  });

  it('reads a name without blanks as an identifier too', () => {
    expect(nameSpeaksOfAi('acme_ai_writer', knowledge)).toBe(true);
    expect(nameSpeaksOfAi('risposte ai clienti', knowledge)).toBe(false);
  });
});
