import type { Body } from '../../shared/body.ts';
import { filterBranchOf } from './condition.ts';
import type { ObjectType } from './portal.ts';
import type { Email, List, Score } from './world.ts';

const CREATED = '2025-04-14T07:45:00.000Z';
const UPDATED = '2026-09-30T10:00:00.000Z';

type TypeOf = (name: string) => ObjectType | undefined;

export function listOf({ id, name, object, processing, size, filter, raw }: List, typeOf: TypeOf): Body {
  return {
    listId: id,
    listVersion: 3,
    createdAt: CREATED,
    updatedAt: UPDATED,
    filtersUpdatedAt: UPDATED,
    processingStatus: 'COMPLETE',
    createdById: '88000001',
    updatedById: '88000001',
    processingType: processing,
    objectTypeId: typeOf(object)?.id ?? object,
    name,
    size,
    filterBranch: filter === undefined ? undefined : filterBranchOf(filter),
    ...raw,
  };
}

export function scoreOf({ id, name, object, status, writes, points, raw }: Score, typeOf: TypeOf): Body {
  return {
    id,
    name,
    objectTypeId: typeOf(object)?.id ?? object,
    scoreStatus: status,
    scoreType: 'FIT_AND_ENGAGEMENT',
    allowedGroupTypes: ['FIT', 'INTENT'],
    maxScore: 100,
    createdAt: CREATED,
    publishedAt: UPDATED,
    updatedAt: UPDATED,
    groupConfigs: [
      {
        id: `${id}-1`,
        groupName: 'Fit',
        groupCategory: 'FIT',
        minValue: 0,
        maxValue: 100,
        ruleConfigurations: Object.entries(points).map(([property, byValue], index) =>
          ruleOf(`${id}-1-${index}`, property, byValue),
        ),
      },
    ],
    outputConfiguration: {
      outputs: [
        {
          id: `${id}-o`,
          outputType: 'SCORE',
          categories: ['FIT'],
          propertyName: writes,
          propertyLabel: name,
          propertyGroup: 'lead_scoring',
        },
      ],
    },
    ...raw,
  };
}

function ruleOf(id: string, property: string, byValue: Record<string, number>): Body {
  const matchRules = Object.entries(byValue).map(([value, points]) => ({
    value: points,
    operation: {
      operationType: 'MULTISTRING',
      operator: 'CONTAINS',
      values: [value],
      includeObjectsWithNoValueSet: false,
    },
  }));
  const calculation = { type: 'MATCH', property, defaultValue: 0, matchRules };
  return { id, enabled: true, minimumValue: 0, maximumValue: 100, configuration: { calculation } };
}

export function emailOf({ id, name, subject, state, type, language, body, workflows, raw }: Email): Body {
  return {
    activeDomain: 'mail.example',
    archived: false,
    businessUnitId: '0',
    content: {
      templatePath: '@hubspot/email/dnd/plain_text.html',
      widgets: { 'module-1-0-0': { body: { html: `<p>${body}</p>` }, name: 'module-1-0-0', type: 'module' } },
      plainTextVersion: body,
    },
    createdAt: CREATED,
    createdById: '88000001',
    emailTemplateMode: 'DRAG_AND_DROP',
    from: { fromName: 'The team', replyTo: 'team@mail.example' },
    id,
    isAb: false,
    isPublished: state.startsWith('PUBLISHED') || state.startsWith('AUTOMATED'),
    jitterSendTime: true,
    language,
    name,
    previewKey: 'kGx7Qm2p',
    publishDate: UPDATED,
    sendOnPublish: true,
    state,
    subcategory: type === 'AUTOMATED_EMAIL' ? 'automated' : 'batch',
    subject,
    subscriptionDetails: { officeLocationId: '1', subscriptionId: '2', subscriptionName: 'Marketing' },
    to: {
      contactIds: { exclude: [], include: [] },
      contactLists: { exclude: [], include: [] },
      suppressGraymail: true,
    },
    type,
    updatedAt: UPDATED,
    workflowNames: workflows,
    ...raw,
  };
}
