import type { Rule } from '../../src/assess/rule.ts';
import { aiConversation } from './ai-conversation.ts';
import { aiLiteracy } from './ai-literacy.ts';
import { automatedDecision } from './automated-decision.ts';
import { automaticAiMessage } from './automatic-ai-message.ts';
import { biometricCategory } from './biometric-category.ts';
import { campaignTool } from './campaign-tool.ts';
import { childrenOrSensitiveData } from './children-or-sensitive-data.ts';
import { creditScoring } from './credit-scoring.ts';
import { crimePrediction } from './crime-prediction.ts';
import { customerEmotion } from './customer-emotion.ts';
import { deepFake } from './deep-fake.ts';
import { definitionUncertain } from './definition-uncertain.ts';
import { educationAssessment } from './education-assessment.ts';
import { emotionNotice } from './emotion-notice.ts';
import { emergencyTriage } from './emergency-triage.ts';
import { employmentAssistance } from './employment-assistance.ts';
import { employmentScoring } from './employment-scoring.ts';
import { faceScraping } from './face-scraping.ts';
import { generatedContent } from './generated-content.ts';
import { insurancePricing } from './insurance-pricing.ts';
import { intimateMaterial } from './intimate-material.ts';
import { minimalRisk } from './minimal-risk.ts';
import { outsideDomain } from './outside-domain.ts';
import { ownBrandHighRisk } from './own-brand-high-risk.ts';
import { ownBrandSystem } from './own-brand-system.ts';
import { personEvaluationUnknownUse } from './person-evaluation-unknown-use.ts';
import { profilingBarsExemption } from './profiling-bars-exemption.ts';
import { profilingInformation } from './profiling-information.ts';
import { providerByRepurposing } from './provider-by-repurposing.ts';
import { providerExemption } from './provider-exemption.ts';
import { publicAuthorityUse } from './public-authority-use.ts';
import { publicBenefitEligibility } from './public-benefit-eligibility.ts';
import { publicInterestText } from './public-interest-text.ts';
import { remoteIdentification } from './remote-identification.ts';
import { ruleBased } from './rule-based.ts';
import { sensitiveBiometricCategory } from './sensitive-biometric-category.ts';
import { sensitiveRoleScoring } from './sensitive-role-scoring.ts';
import { sensitiveRoleUnknownUse } from './sensitive-role-unknown-use.ts';
import { socialScoring } from './social-scoring.ts';
import { unknownPurpose } from './unknown-purpose.ts';
import { unreadUse } from './unread-use.ts';
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
  faceScraping,
  intimateMaterial,
  socialScoring,
  vulnerabilityExploitation,
  crimePrediction,
  customerEmotion,
  biometricCategory,
  remoteIdentification,
  employmentScoring,
  employmentAssistance,
  workerEvaluation,
  creditScoring,
  insurancePricing,
  publicBenefitEligibility,
  emergencyTriage,
  educationAssessment,
  sensitiveRoleScoring,
  sensitiveRoleUnknownUse,
  personEvaluationUnknownUse,
  voterInfluence,
  campaignTool,
  voterOutreach,
  outsideDomain,
  providerExemption,
  profilingBarsExemption,
  providerByRepurposing,
  ownBrandHighRisk,
  publicAuthorityUse,
  aiConversation,
  automaticAiMessage,
  emotionNotice,
  deepFake,
  publicInterestText,
  generatedContent,
  ownBrandSystem,
  unknownPurpose,
  unreadUse,
  definitionUncertain,
  profilingInformation,
  automatedDecision,
  childrenOrSensitiveData,
  aiLiteracy,
  minimalRisk,
];
export const rulesVersion = '6';
