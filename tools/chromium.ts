import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const COMMANDS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe'];
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const INSTALL_CHROMIUM = 'needs Chromium: apt-get install chromium, or have it in the PATH';

/** Where the browser is, of a path list like the one in PATH. */
export function findChromium(path = process.env['PATH'] ?? '', applications = APPLICATIONS): string | undefined {
  const folders = path.split(delimiter).filter(Boolean);
  return [...folders.flatMap((folder) => COMMANDS.map((command) => join(folder, command))), ...applications].find(
    canRun,
  );
}

export async function launchChromium(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) {
    throw new Error(INSTALL_CHROMIUM);
  }
  return chromium.launch({ executablePath, headless: true, args: FLAGS });
}

function canRun(file: string) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
