import type { Rule } from '../../src/assess/rule.ts';
import { aiConversation } from './ai-conversation.ts';
import { aiLiteracy } from './ai-literacy.ts';
import { automatedDecision } from './automated-decision.ts';
import { automaticAiMessage } from './automatic-ai-message.ts';
import { biometricCategory } from './biometric-category.ts';
import { childrenOrSensitiveData } from './children-or-sensitive-data.ts';
import { creditScoring } from './credit-scoring.ts';
import { customerEmotion } from './customer-emotion.ts';
import { deepFake } from './deep-fake.ts';
import { definitionUncertain } from './definition-uncertain.ts';
import { educationAssessment } from './education-assessment.ts';
import { emotionNotice } from './emotion-notice.ts';
import { employmentAssistance } from './employment-assistance.ts';
import { employmentScoring } from './employment-scoring.ts';
import { insurancePricing } from './insurance-pricing.ts';
import { minimalRisk } from './minimal-risk.ts';
import { profilingInformation } from './profiling-information.ts';
import { providerByRepurposing } from './provider-by-repurposing.ts';
import { providerExemption } from './provider-exemption.ts';
import { publicAuthorityUse } from './public-authority-use.ts';
import { publicBenefitEligibility } from './public-benefit-eligibility.ts';
import { publicInterestText } from './public-interest-text.ts';
import { sensitiveBiometricCategory } from './sensitive-biometric-category.ts';
import { remoteIdentification } from './remote-identification.ts';
import { ruleBased } from './rule-based.ts';
import { socialScoring } from './social-scoring.ts';
import { unknownPurpose } from './unknown-purpose.ts';
import { voterInfluence } from './voter-influence.ts';
import { voterOutreach } from './voter-outreach.ts';
import { vulnerabilityExploitation } from './vulnerability-exploitation.ts';
import { workerEmotion } from './worker-emotion.ts';
import { workerEvaluation } from './worker-evaluation.ts';

/** In the order of the law: what is no AI, prohibited, high-risk, transparency, the rest. Raise the version with any change of meaning. */
export const euAiAct: readonly Rule[] = [
  ruleBased,
  workerEmotion,
  sensitiveBiometricCategory,
  socialScoring,
  vulnerabilityExploitation,
  customerEmotion,
  biometricCategory,
  remoteIdentification,
  employmentScoring,
  employmentAssistance,
  workerEvaluation,
  creditScoring,
  insurancePricing,
  publicBenefitEligibility,
  educationAssessment,
  voterInfluence,
  voterOutreach,
  providerExemption,
  providerByRepurposing,
  publicAuthorityUse,
  aiConversation,
  automaticAiMessage,
  emotionNotice,
  deepFake,
  publicInterestText,
  unknownPurpose,
  definitionUncertain,
  profilingInformation,
  automatedDecision,
  childrenOrSensitiveData,
  aiLiteracy,
  minimalRisk,
];
export const rulesVersion = '2';
