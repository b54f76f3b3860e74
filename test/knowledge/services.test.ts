import { describe, expect, it } from '@jest/globals';
import { hostIndex } from '../../src/knowledge/hosts.ts';
import { modelIndex } from '../../src/knowledge/models.ts';
import { packageIndex } from '../../src/knowledge/packages.ts';
import { wildcard } from '../../src/knowledge/wildcard.ts';
import { AiService } from '../../src/model/catalogue.ts';
import { knowledge } from '../support/build.ts';

const service = (id: string, parts: object) =>
  AiService.parse({ id, vendor: 'V', name: id, source: 'test', readOn: '2026-11-23', ...parts });

describe('knowledge/hosts', () => {
  it.each([
    ['api.openai.com', '', 'openai-api'],
    ['API.OPENAI.COM:443', '/v1', 'openai-api'],
    ['api.openai.com.', '/v1', 'openai-api'],
    ['contoso.openai.azure.com', '', 'azure-openai'],
    ['{}.openai.azure.com', '', 'azure-openai'],
    ['${process.env.NAME}.openai.azure.com', '', 'azure-openai'],
    ['{{custom.name}}.openai.azure.com', '', 'azure-openai'],
    ['bedrock-runtime.us-east-1.amazonaws.com', '', 'amazon-bedrock'],
    ['us-central1-aiplatform.googleapis.com', '', 'google-vertex-ai'],
    ['huggingface.co', '/api/inference/x', 'huggingface-inference'],
    ['x.cognitiveservices.azure.com', '/face/v1.0/detect', 'azure-face'],
    ['x.cognitiveservices.azure.com', '/openai/deployments', 'azure-openai'],
    ['x.cognitiveservices.azure.com', '/text/analytics', 'azure-ai-services'],
    ['hook.eu1.make.com', '/abc', 'make'],
    ['textract.eu-west-1.amazonaws.com', '', 'amazon-textract'],
    ['api.symbl.ai', '/v1/process/audio/url', 'symbl'],
    ['eu1.asr.api.speechmatics.com', '/v2/jobs', 'speechmatics'],
    ['api-us.faceplusplus.com', '/facepp/v3/compare', 'face-plus-plus'],
    ['api.eu-de.natural-language-understanding.watson.cloud.ibm.com', '/v1/analyze', 'watson-nlu'],
    ['api.aylien.com', '/api/v1/sentiment', 'aylien'],
  ])('%s%s belongs to %s', (host, path, id) => {
    expect(knowledge.serviceByHost(host, path)?.id).toBe(id);
  });

  it.each([
    ['xapi.openai.com', ''],
    ['openai.com', '/'],
    ['chat.openai.com', '/'],
    ['api.openai.com.example.net', ''],
    ['api.openai.co', ''],
    ['api-openai.com', ''],
    ['apixopenai.com', ''],
    ['evil-openai.azure.com', ''],
    ['openai.azure.com', ''],
    ['a.b.openai.azure.com', ''],
    ['bedrock.us-east-1.amazonaws.com', ''],
    ['storage.googleapis.com', ''],
    ['x.ai', ''],
    ['make.com', ''],
    ['s3.eu-west-1.amazonaws.com', ''],
    ['email.eu-west-1.amazonaws.com', ''],
    ['symbl.ai', '/'],
    ['api.aylien.com', '/news/stories'],
    ['api-us.faceplusplus.com.example.net', '/facepp/v3/compare'],
    ['huggingface.co', '/docs'],
    ['openrouter.ai', '/models'],
    ['localhost', '/v1'],
    ['{}', '/v1/chat/completions'],
    ['', ''],
  ])('%s%s belongs to nobody we know', (host, path) => {
    expect(knowledge.serviceByHost(host, path)).toBeUndefined();
  });

  it('lets the more specific of two patterns decide, whatever their order', () => {
    const wide = service('wide', { hosts: ['*.example.com'] });
    const narrow = service('narrow', { hosts: ['*.example.com/face/'] });
    const exact = service('exact', { hosts: ['face.example.com'] });
    for (const find of [hostIndex([wide, narrow, exact]), hostIndex([exact, narrow, wide])]) {
      expect(find('a.example.com', '/face/x')?.id).toBe('narrow');
      expect(find('face.example.com', '/x')?.id).toBe('exact');
      expect(find('a.example.com', '/x')?.id).toBe('wide');
    }
  });

  it('does not hold an unknown path against a service', () => {
    const find = hostIndex([service('s', { hosts: ['a.example.com/api/'] })]);
    expect(find('a.example.com')?.id).toBe('s');
    expect(find('a.example.com', '/{}')?.id).toBe('s');
    expect(find('a.example.com', '/apix')).toBeUndefined();
  });

  it('ends in a host without end', () => {
    expect(knowledge.serviceByHost('a.'.repeat(50_000))).toBeUndefined();
  });

  it('tells a page on which people work from an address that is called', () => {
    const pages = knowledge.serviceBySite('chatgpt.com', '/') ?? knowledge.serviceBySite('chat.openai.com', '/');
    expect(pages?.id).toBeDefined();
    expect(knowledge.serviceByHost('chatgpt.com', '/')).toBeUndefined();
  });
});

describe('knowledge/packages', () => {
  it.each([
    ['javascript', 'openai', 'openai-api'],
    ['javascript', 'openai/resources/chat', 'openai-api'],
    ['javascript', '@anthropic-ai/sdk', 'anthropic-api'],
    ['javascript', '@langchain/openai', 'langchain'],
    ['javascript', 'npm:openai', 'openai-api'],
    ['javascript', '@ai-sdk/mistral', 'vercel-ai-gateway'],
    ['python', 'openai', 'openai-api'],
    ['python', 'boto3.rekognition', 'amazon-rekognition'],
    ['python', 'boto3.bedrock-runtime', 'amazon-bedrock'],
    ['python', 'boto3.lexv2-runtime', 'amazon-lex'],
    ['python', 'boto3.sagemaker-runtime', 'amazon-sagemaker'],
    ['python', 'boto3.personalize-runtime', 'amazon-personalize'],
    ['python', 'boto3.forecastquery', 'amazon-forecast'],
    ['python', 'boto3.frauddetector', 'amazon-fraud-detector'],
    ['javascript', 'aws-sdk/clients/transcribeservice', 'amazon-transcribe'],
    ['javascript', '@aws-sdk/client-textract', 'amazon-textract'],
    ['javascript', 'ibm-watson/natural-language-understanding/v1', 'watson-nlu'],
    ['python', 'langchain.chat_models', 'langchain'],
    ['python', 'google.generativeai', 'google-gemini'],
    ['python', 'sklearn.linear_model', 'scikit-learn'],
  ] as const)('%s %s belongs to %s', (language, name, id) => {
    expect(knowledge.serviceByPackage(language, name)?.id).toBe(id);
  });

  it.each([
    ['javascript', 'openai-mock'],
    ['javascript', 'my-openai'],
    ['javascript', 'open-ai'],
    ['javascript', '@acme/openai'],
    ['javascript', './openai'],
    ['javascript', '@langchain/'],
    ['javascript', 'axios'],
    ['javascript', '@hubspot/api-client'],
    ['javascript', 'sklearn'],
    ['python', 'openaiutils'],
    ['python', 'google'],
    ['python', 'requests'],
    ['python', 'boto3'],
    ['python', 'boto3.s3'],
    ['python', 'boto3.ses'],
    ['javascript', 'aws-sdk'],
    ['javascript', 'aws-sdk/clients/s3'],
    ['javascript', '@aws-sdk/client-s3'],
    ['python', 'torchvisionary'],
  ] as const)('%s %s belongs to nobody we know', (language, name) => {
    expect(knowledge.serviceByPackage(language, name)).toBeUndefined();
  });

  it('refuses a package that two services claim', () => {
    const both = ['a', 'b'].map((id) => service(id, { packages: { npm: ['same'] } }));
    expect(() => packageIndex(both)).toThrow('same');
  });
});

describe('knowledge/models', () => {
  it.each([
    ['gpt-4o', 'OpenAI'],
    ['openai/gpt-4o-mini', 'OpenAI'],
    ['ft:gpt-4o:acme', 'OpenAI'],
    ['claude-sonnet-4-5', 'Anthropic'],
    ['us.anthropic.claude-3-haiku-20240307-v1:0', 'Anthropic'],
    ['Gemini-2.0-flash', 'Google'],
    ['mistral-large-latest', 'Mistral AI'],
  ])('%s is of %s', (model, vendor) => {
    expect(knowledge.modelVendor(model)).toBe(vendor);
  });

  it.each(['', 'gpt', 'o1x', 'claude', 'model-x', 'my-gpt-4o', 'x'.repeat(10_000)])(
    '%s is of nobody we know',
    (model) => {
      expect(knowledge.modelVendor(model)).toBeUndefined();
    },
  );

  it('reads a pattern as a whole name', () => {
    const find = modelIndex([{ pattern: 'sonar', vendor: 'P', source: 'x', readOn: '2026-11-23' }]);
    expect([find('sonar'), find('sonar-pro'), find('my sonar')]).toEqual(['P', undefined, undefined]);
    expect(wildcard('a.b*', '[a-z]+').test('a.bcd')).toBe(true);
    expect(wildcard('a.b*', '[a-z]+').test('axbcd')).toBe(false);
  });
});
