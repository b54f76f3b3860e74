import { expect, it } from '@jest/globals';
import { findChromium } from '../../tools/chromium.ts';
import { describeInChromium } from '../support/chromium.ts';

describeInChromium('tools/chromium', (openPage) => {
  it('opens a page of the size asked for, and runs its scripts', async () => {
    const page = await openPage({ width: 320, height: 240 });

    await page.setContent('<p id="a"></p><script>document.querySelector("#a").textContent = innerWidth</script>');

    expect(await page.textContent('#a')).toBe('320');
  });

  it('finds nothing where nothing is', () => {
    expect(findChromium('/nowhere:', [])).toBeUndefined();
  });
});
