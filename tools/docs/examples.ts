import type { FactValues } from '../../src/model/facts-schema.ts';

/** Five entries whose explanation is shown in every language: what each asset of a CRM would say of itself. */
export interface Example {
  key: string;
  name: string;
  about: string;
  facts: { basis: 'observed' | 'catalogue' | 'linked' | 'declared'; at: string; values: FactValues }[];
  verdict?: 'not-ai';
}

export const EXAMPLES: readonly Example[] = [
  {
    key: 'hubspot:workflow:585051946:openai-api',
    name: 'Rate applications',
    about:
      'Candidate scoring: a workflow on the record type “Applicant” sends the application to a language model and writes a score.',
    facts: [
      { basis: 'observed', at: 'isEnabled', values: { enabled: true } },
      { basis: 'catalogue', at: 'catalogue openai-api', values: { technique: 'generative', inputModality: ['text'] } },
      {
        basis: 'observed',
        at: 'actions[2].sourceCode: “rate this applicant”',
        values: { purposes: ['recruitment'], subjectRoles: ['candidate'], subjectKind: 'natural-person' },
      },
      { basis: 'linked', at: 'applicants/ai_score', values: { output: ['score'] } },
      { basis: 'linked', at: 'subjectKind, output', values: { profiling: true } },
    ],
  },
  {
    key: 'hubspot:chatflow:44005',
    name: 'Léa',
    about: 'Customer agent without a notice: an AI agent answers visitors of the web site under a person’s name.',
    facts: [
      { basis: 'observed', at: 'sample.senders', values: { inUse: true } },
      {
        basis: 'catalogue',
        at: 'catalogue customer-agent',
        values: {
          technique: 'agentic',
          purposes: ['conversation', 'customer-service'],
          output: ['text'],
          audience: ['customer'],
          directInteraction: true,
        },
      },
      { basis: 'observed', at: 'first automated message', values: { saysItIsAi: false } },
    ],
  },
  {
    key: 'sugarcrm:field:Calls/sentiment_score_agent',
    name: 'Agent Sentiment',
    about: 'Sentiment of the agent’s voice: recorded calls are scored for how the employee sounded.',
    facts: [
      { basis: 'observed', at: 'Calls: 1204 records', values: { inUse: true } },
      {
        basis: 'catalogue',
        at: 'catalogue sugar-agent-sentiment',
        values: {
          technique: 'ml-predictive',
          purposes: ['sentiment', 'emotion-recognition', 'worker-evaluation'],
          inputModality: ['voice'],
          output: ['score', 'category'],
          audience: ['employee'],
          subjectKind: 'natural-person',
          subjectRoles: ['worker'],
          agentVoiceInInput: true,
          profiling: true,
        },
      },
    ],
  },
  {
    key: 'hubspot:property:contacts/hs_predictivecontactscore_v2',
    name: 'Likelihood to close',
    about: 'Lead score: a predictive score of contacts that orders who is called first.',
    facts: [
      { basis: 'observed', at: 'population 8123', values: { inUse: true } },
      {
        basis: 'catalogue',
        at: 'catalogue predictive-lead-score',
        values: {
          technique: 'ml-predictive',
          weightsOrigin: 'learned',
          purposes: ['lead-prioritisation'],
          subjectRoles: ['prospect'],
          output: ['score'],
          audience: ['employee'],
        },
      },
      { basis: 'observed', at: 'object type contacts', values: { subjectKind: 'natural-person' } },
      { basis: 'linked', at: 'workflow 502000009', values: { effect: ['contact-priority'] } },
      { basis: 'linked', at: 'subjectKind, output', values: { profiling: true } },
    ],
  },
  {
    key: 'hubspot:chatflow:41002',
    name: 'Opening hours bot',
    about: 'Rule-based bot: a decision tree with fixed answers.',
    facts: [
      {
        basis: 'observed',
        at: 'sample.senders',
        values: {
          technique: 'manual-rules',
          weightsOrigin: 'human',
          purposes: ['conversation'],
          audience: ['customer'],
        },
      },
    ],
  },
];
