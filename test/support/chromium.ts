import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { findChromium, INSTALL_CHROMIUM, launchChromium } from '../../tools/chromium.ts';

/** A new page, alone in its context. `width` and `height` are those of the window. */
export type OpenPage = (options?: { width?: number; height?: number; locale?: string }) => Promise<Page>;

/**
 * Tests that need a browser. Without one they are counted as skipped and say what to install; they never pass unseen.
 * Every page is closed with the browser when the block ends.
 */
export function describeInChromium(title: string, tests: (openPage: OpenPage) => void): void {
  if (findChromium() === undefined) {
    describe.skip(`${title} (${INSTALL_CHROMIUM})`, () => {
      tests(refuse);
    });
    return;
  }
  describe(title, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchChromium();
    });
    afterAll(() => browser.close());
    tests(async ({ width = 1000, height = 800, locale = 'en-GB' } = {}) => {
      const context = await browser.newContext({ viewport: { width, height }, locale, reducedMotion: 'reduce' });
      return context.newPage();
    });
  });
}

const refuse: OpenPage = () => Promise.reject(new Error(INSTALL_CHROMIUM));
