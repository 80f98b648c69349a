// A signed-in browser at the trial controller, and waiting for what is shown.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

const QUIET = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];

export async function open(url, home) {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: QUIET });
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  const session = new Session(browser, page, url);
  // A Content-Security-Policy that blocks something of ours shows here.
  page.on('console', (m) => m.type() === 'error' && session.errors.push(m.text()));
  await page.goto(`${url}/login`);
  await page.fill('#j_username', 'admin');
  await page.fill('#j_password', readFileSync(`${home}/initial-password`, 'utf8').trim());
  await page.click('button[name=Submit]');
  await page.waitForURL((u) => !u.pathname.includes('login'));
  return session;
}

class Session {
  errors = [];

  constructor(browser, page, url) {
    this.browser = browser;
    this.page = page;
    this.url = url;
  }

  async go(path) {
    await this.page.goto(this.url + path);
    await this.page.waitForLoadState('load');
  }

  text() {
    return this.page.locator('#main-panel').innerText();
  }

  /** Loads a page again and again until its main panel matches. */
  async until(path, what, limitSeconds = 90) {
    const end = Date.now() + limitSeconds * 1000;
    let text = '';
    while (Date.now() < end) {
      await this.go(path);
      text = await this.text();
      if (what instanceof RegExp ? what.test(text) : what(text)) return text;
      await this.page.waitForTimeout(300);
    }
    throw new Error(`${path} does not show ${what} within ${limitSeconds} s; it shows:\n${text}`);
  }

  /** Starts a build and answers its number. */
  async build(job) {
    await this.go(`/job/${job}/`);
    const next = await this.json(`/job/${job}/api/json?tree=nextBuildNumber`);
    await this.page.getByText('Build Now', { exact: true }).first().click();
    return next.nextBuildNumber;
  }

  async json(path) {
    const response = await this.page.request.get(this.url + path);
    if (!response.ok()) throw new Error(`${path} answers ${response.status()}`);
    return response.json();
  }

  async ended(job, number, limitSeconds = 120) {
    const end = Date.now() + limitSeconds * 1000;
    while (Date.now() < end) {
      const response = await this.page.request.get(`${this.url}/job/${job}/${number}/api/json?tree=building,result`);
      if (response.ok()) {
        const build = await response.json();
        if (!build.building && build.result) return build.result;
      }
      await this.page.waitForTimeout(300);
    }
    throw new Error(`${job} #${number} does not end within ${limitSeconds} s`);
  }

  /** Scrolls so that an element is a little below the upper edge, for a picture. */
  async at(element) {
    await element.evaluate((e) => window.scrollTo(0, e.getBoundingClientRect().top + window.scrollY - 160));
  }

  /** The page as it is, once in light and once in dark, below a directory; nothing without one. */
  async picture(name) {
    const directory = process.env.SCREENSHOTS;
    if (!directory) return;
    for (const colorScheme of ['light', 'dark']) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.waitForTimeout(400);
      await this.page.screenshot({ path: `${directory}/${name}-${colorScheme}.png` });
    }
    await this.page.emulateMedia({ colorScheme: 'light' });
  }
}
