// What an administrator and a pipeline author do with the agent provisioner, in the order they would.
import { ok, equal, match } from 'node:assert/strict';

const CLOUD = '/cloud/trial/';

export const tests = {
  'the first page says what to click': async (s) => {
    await s.go('/');
    match(await s.text(), /hello/);
    await s.picture('welcome');
  },

  'a build brings up an agent that did not exist, and the agent goes': async (s) => {
    const before = await s.json('/computer/api/json?tree=computer[displayName]');
    const number = await s.build('hello');
    const shown = await s.until(CLOUD, /linux-[a-z0-9]{13}/);
    await s.picture('cloud');
    const agent = shown.match(/linux-[a-z0-9]{13}/)[0];
    ok(!JSON.stringify(before).includes(agent));
    equal(await s.ended('hello', number), 'SUCCESS');
    match(await s.until(`/job/hello/${number}/console`, /Finished: SUCCESS/), new RegExp(`Hello from ${agent}`));
    await s.picture('build');
    await s.until(CLOUD, (text) => !text.includes(agent));
  },

  'the sample project builds with the pipeline library': async (s) => {
    equal(await s.ended('word-count', await s.build('word-count'), 240), 'SUCCESS');
  },

  'provision now, look at the console, destroy': async (s) => {
    await s.go(CLOUD);
    await s.page.locator('tr', { hasText: 'shared' }).getByRole('button', { name: 'Provision now' }).click();
    await s.until(CLOUD, /shared-[a-z0-9]{13}[^]*Idle/);
    // Machines of former builds may still be on their way out, and their consoles are gone already.
    await s.page.locator('#machines td a', { hasText: 'shared-' }).first().click();
    await s.page.waitForSelector('#console');
    match(await s.page.locator('#console').innerText(), /Connected|Connecting/);
    await s.picture('machine');
    await s.page.getByRole('button', { name: 'Destroy' }).click();
    await s.until(CLOUD, /no machine at present/);
  },

  'the form finds mistakes while it is filled in, and refuses them when saved': async (s) => {
    await s.go(`${CLOUD}page/new`);
    await s.page.fill('input[name="_.name"]', 'Not a name!');
    await s.page.fill('input[name="_.labels"]', 'a&&b');
    await s.page.fill('input[name="_.spare"]', '99');
    await s.page.locator('input[name="_.image"]').focus();
    for (const mistake of ['is not a template name', 'is not a plain label', 'spare machines do not fit']) {
      await s.page.locator('.error', { hasText: mistake }).waitFor();
    }
    await s.picture('validation');
    await s.page.getByRole('button', { name: 'Create' }).click();
    await s.page.locator('#main-panel').getByText('is not a template name').first().waitFor();
    await s.until(CLOUD, (text) => !text.includes('Not a name'));
  },

  'a template is made, copied, changed and deleted': async (s) => {
    await s.go(`${CLOUD}page/new`);
    await s.page.fill('input[name="_.name"]', 'team-a');
    await s.page.fill('input[name="_.labels"]', 'team-a gradle');
    await s.page.fill('input[name="_.image"]', '2.0.0');
    await s.page.getByRole('button', { name: 'Create' }).click();
    await s.until(CLOUD, /team-a gradle/);
    await s.go(`${CLOUD}template/team-a/`);
    await s.picture('template');
    await s.page.getByText('Copy', { exact: true }).click();
    await s.page.waitForSelector('input[name="_.name"]');
    equal(await s.page.inputValue('input[name="_.labels"]'), 'team-a gradle');
    await s.page.fill('input[name="_.name"]', 'team-b');
    await s.page.fill('input[name="_.labels"]', 'maven');
    await s.page.getByRole('button', { name: 'Create' }).click();
    await s.until(CLOUD, /team-b/);
    await s.go(`${CLOUD}template/team-b/`);
    await s.page.fill('input[name="_.image"]', '2.0.1');
    await s.page.getByRole('button', { name: 'Save' }).click();
    await s.until(CLOUD, /2\.0\.1/);
    for (const name of ['team-a', 'team-b']) {
      await s.go(`${CLOUD}template/${name}/`);
      await s.page.getByRole('button', { name: 'Delete', exact: true }).click();
      await s.page.waitForURL((u) => u.pathname === CLOUD);
      equal(await s.page.locator('#templates tr', { hasText: name }).count(), 0);
    }
  },

  'test connection says what it found': async (s) => {
    await s.go(`${CLOUD}configure`);
    await s.page.getByRole('button', { name: 'Test connection' }).click();
    await s.page.waitForSelector('text=/java.*17|Java 17/i');
    await s.picture('configure');
  },

  'a template whose agents do not come up is paused, and says why': async (s) => {
    await s.go(`${CLOUD}page/new`);
    await s.page.fill('input[name="_.name"]', 'broken');
    await s.page.fill('input[name="_.labels"]', 'broken');
    await s.page.fill('input[name="_.image"]', '1');
    await s.page.fill('textarea[name="_.settings"]', 'jar=/etc/hostname');
    await s.page.getByRole('button', { name: 'Create' }).click();
    await s.until(CLOUD, /broken/);
    for (let i = 0; i < 4; i++) {
      const text = await s.until(CLOUD, /broken/);
      if (/paused until/.test(text)) break;
      await s.page.locator('#templates tr', { hasText: 'broken' }).getByRole('button', { name: 'Provision now' }).click();
      await s.until(CLOUD, (t) => (t.match(/broken-[a-z0-9]{13}/g) ?? []).length > i);
    }
    await s.until(CLOUD, /paused until/);
    await s.picture('paused');
    await s.page.locator('#failures td a').first().click();
    await s.page.waitForSelector('#console');
    match(await s.page.locator('#console').innerText(), /jar/i);
    await s.picture('failed-machine');
    await s.go('/manage/');
    match(await s.page.locator('body').innerText(), /template broken is paused/);
    await s.go(CLOUD);
    await s.page.getByRole('button', { name: 'Try again now' }).click();
    await s.until(CLOUD, (text) => !/paused until/.test(text));
    await s.go(`${CLOUD}template/broken/`);
    await s.page.getByRole('button', { name: 'Delete', exact: true }).click();
    await s.until(CLOUD, /no machine at present/);
  },

  'no page of ours was blocked by the content security policy': async (s) => {
    equal(s.errors.filter((e) => /Content.Security.Policy/i.test(e)).join('\n'), '');
  },
};
