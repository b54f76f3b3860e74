import { describe, expect, it } from '@jest/globals';
import { useHubSpot } from './use-hubspot.ts';

const { ask, hubspot } = useHubSpot({ worlds: ['portal-250', 'hostile', 'tidy'], limits: false });

interface Page {
  results: { id: string; revisionId: string; updatedAt: string }[];
  paging?: { next: { after: string; link: string } };
}
const FLOWS = '/automation/v4/flows';
const flows = async (after?: string, token?: string) => {
  const query = after === undefined ? '' : `&after=${encodeURIComponent(after)}`;
  return (await ask(`${FLOWS}?limit=100${query}`, token === undefined ? {} : { token })).body as Page;
};
async function all(token?: string): Promise<Page[]> {
  const pages = [await flows(undefined, token)];
  for (let after = pages[0]!.paging?.next.after; after !== undefined; after = pages.at(-1)!.paging?.next.after) {
    pages.push(await flows(after, token));
  }
  return pages;
}

describe('simulator/hubspot/api/paging', () => {
  it('goes on by an opaque cursor until the key is absent, every item once', async () => {
    const pages = await all();
    expect(pages.map(({ results }) => results.length)).toEqual([100, 100, 50]);
    expect(pages.map((page) => 'paging' in page)).toEqual([true, true, false]);
    expect(new Set(pages.flatMap(({ results }) => results.map(({ id }) => id))).size).toBe(250);
    expect(pages[0]!.paging!.next.after).not.toBe('100');
  });

  it('takes the cursor as it came and encoded once more, as clients do both', async () => {
    const { after } = (await flows()).paging!.next;
    const asItCame = (await ask(`${FLOWS}?limit=100&after=${after}`)).body as Page;
    expect(asItCame.results.map(({ id }) => id)).toEqual((await flows(after)).results.map(({ id }) => id));
  });

  it('lists properties and segments in their own ways', async () => {
    const { body } = await ask('/crm/v3/properties/contacts?limit=1');
    expect((body as Page).results.length).toBeGreaterThan(150);
    expect(body).not.toHaveProperty('paging');
  });

  it('can list an item again on a later page', async () => {
    const ids = (await all(hubspot().tokens['hostile'])).map(({ results }) => results.map(({ id }) => id));
    expect(ids.length).toBeGreaterThan(1);
    expect(ids.flat().filter((id) => id === '506000001')).toHaveLength(2);
    expect([ids[0]!.includes('506000001'), ids.at(-1)!.includes('506000001')]).toEqual([true, true]);
  });

  it.each([
    ['repeatCursor', (first: string, next: string | undefined) => expect(next).toBe(first)],
    ['emptyPage', (first: string, next: string | undefined) => expect(next).not.toBe(first)],
  ] as const)('can go wrong by %s', async (fault, check) => {
    const first = (await flows()).paging!.next.after;
    hubspot().setFaults({ [fault]: 1, only: FLOWS });
    const page = await flows(first);
    hubspot().setFaults({});
    if (fault === 'emptyPage') {
      expect(page.results).toEqual([]);
      expect(page.paging!.next.after).toBe(first);
    } else {
      check(first, page.paging?.next.after);
    }
  });

  it('gives a flow that was edited another revision, in the list and by itself', async () => {
    const before = (await flows()).results;
    hubspot().change('portal-250', 2);
    const after = (await flows()).results;
    const changed = after.filter(({ revisionId }, index) => revisionId !== before[index]!.revisionId);
    expect(changed.map(({ id }) => id)).toEqual(before.slice(0, 2).map(({ id }) => id));
    expect((await ask(`${FLOWS}/${changed[0]!.id}`)).body).toMatchObject({
      ...changed[0],
      description: 'Edited 1 times since',
    });
  });
});
