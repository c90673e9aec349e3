import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, type Frame } from 'playwright-core';
import { installedChromium } from './installed-chromium.js';
import { FRAMING, type Web } from './web.js';

/** What a page got for its request. */
export interface Got {
  readonly status: number;
  readonly body: string;
}

/** A page, or the frame in it, that asks servers. */
export interface Visit {
  /** What a fetch of the page gives it; undefined where the browser gives it nothing. */
  fetch(url: string, init: RequestInit): Promise<Got | undefined>;
  /** The first message of a WebSocket that the page opens; undefined where it does not open. */
  firstMessage(url: string): Promise<string | undefined>;
}

/** A browser in which somebody is signed in, and visits pages. */
export interface Victim {
  visit(url: string): Promise<Visit>;
  /** Visits a page that frames itself in a sandbox; the frame is who asks. */
  visitSandboxed(origin: string): Promise<Visit>;
  close(): Promise<void>;
}

/** No request leaves the machine by these; those that a start makes all the same end at the web's own servers. */
const QUIET = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-gpu',
  '--no-first-run',
];

/** Starts Chromium with an empty profile. Debian's default blocks third-party cookies; here that is said. */
export async function openVictim(web: Web, thirdPartyCookies: 'allowed' | 'blocked'): Promise<Victim> {
  const profile = await mkdtemp(path.join(tmpdir(), 'cors-victim-'));
  await mkdir(path.join(profile, 'Default'));
  await writeFile(
    path.join(profile, 'Default/Preferences'),
    JSON.stringify({ profile: { cookie_controls_mode: thirdPartyCookies === 'allowed' ? 0 : 1 } }),
  );
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: installedChromium(),
    args: [...QUIET, ...web.chromiumArguments],
  });
  const page = await browser.newPage();
  return {
    async visit(url) {
      await page.goto(url);
      return visitIn(page.mainFrame());
    },
    async visitSandboxed(origin) {
      await page.goto(origin + FRAMING);
      const [frame] = page.mainFrame().childFrames();
      if (!frame) throw new Error(`${origin} frames nothing`);
      return visitIn(frame);
    },
    async close() {
      await browser.close();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

const visitIn = (frame: Frame): Visit => ({
  fetch: (url, init) =>
    frame.evaluate(
      async (asked) => {
        try {
          const response = await fetch(asked.url, asked.init);
          return { status: response.status, body: await response.text() };
        } catch {
          return undefined;
        }
      },
      { url, init },
    ),
  firstMessage: (url) =>
    // A text, since the types of Node 20 know no WebSocket.
    frame.evaluate<string | undefined>(`new Promise((resolve) => {
      const socket = new WebSocket(${JSON.stringify(url)});
      socket.onmessage = ({ data }) => resolve(data);
      socket.onerror = () => resolve(undefined);
    })`),
});
