import { z } from 'zod';
import { presentChoices, presentQuestion } from '../../exports/present-question.ts';
import { FLAGS, TIERS } from '../../model/assessment.ts';
import type { FeatureDeps } from '../features/routes.ts';
import { Missing } from '../features/schema.ts';
import { type Route, route } from '../route.ts';
import { paged, TenantPath } from '../schemas.ts';

const Question = Missing.extend({
  choices: z
    .array(z.object({ value: z.unknown(), label: z.string(), tier: z.enum(TIERS), flags: z.array(z.enum(FLAGS)) }))
    .describe('What each answer would lead to'),
});
const Questions = z
  .object({
    data: z.array(z.object({ key: z.string(), name: z.string(), tier: z.enum(TIERS), questions: z.array(Question) })),
    total: z.number().int().describe('Features with open facts; a page leaves out those whose answers change nothing'),
    page: z.number().int(),
    size: z.number().int(),
  })
  .meta({ id: 'Questions' });

export function questionRoutes({
  of,
  words,
}: Pick<FeatureDeps, 'words'> & {
  of(tenant: Parameters<FeatureDeps['of']>[0]): Pick<ReturnType<FeatureDeps['of']>, 'features'>;
}): Route[] {
  return [
    route(
      {
        method: 'get',
        path: '/tenants/{id}/questions',
        access: 'read',
        tag: 'Questions',
        summary: 'The open facts, by feature, gravest first; an answer is a declaration',
        params: TenantPath,
        query: z.strictObject(paged),
        answer: Questions,
      },
      async ({ tenant, query: { page, size }, language }) => {
        const told = words(language);
        const { total, entries } = await of(tenant).features.list({
          open: true,
          sort: 'tier',
          descending: false,
          page,
          size,
        });
        const data = entries.map(({ feature, assessment }) => ({
          key: feature.key,
          name: feature.name,
          tier: assessment.tier,
          questions: told
            .questions(feature, assessment)
            .map((question) => ({ ...presentQuestion(question, told), choices: presentChoices(question, told) })),
        }));
        // Facts that change nothing whatever the answer are not asked.
        return { data: data.filter(({ questions }) => questions.length > 0), total, page, size };
      },
    ),
  ];
}
