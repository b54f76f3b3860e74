/** What generated automations are called after. */
export const TOPICS = [
  'Welcome',
  'Renewal',
  'Lead routing',
  'Onboarding',
  'Event follow-up',
  'Data hygiene',
  'Invoice reminder',
];
