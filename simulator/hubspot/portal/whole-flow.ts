import type { Body } from '../../shared/body.ts';

/** A flow as the API tells it whole: what every one has beside what is told of it. */
export function wholeFlow({ objectTypeId, ...told }: Body & { objectTypeId: string }): Body {
  const isContactFlow = objectTypeId === '0-1';
  return {
    ...told,
    timeWindows: [],
    blockedDates: [],
    customProperties: {},
    dataSources: [],
    crmObjectCreationStatus: 'COMPLETE',
    type: isContactFlow ? 'CONTACT_FLOW' : 'PLATFORM_FLOW',
    objectTypeId,
    ...(isContactFlow && { suppressionListIds: [], canEnrollFromSalesforce: false }),
  };
}
