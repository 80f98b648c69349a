// What an administrator and a pipeline author do with environments, on the Consul and the Vault of the trial.
import { equal, match, ok } from 'node:assert/strict';

const HERE = 'calvinverse-01';
const PAGE = `/environments/environment/${HERE}/`;

export const tests = {
  'the form finds mistakes, and tests the connection before anything is saved': async (s) => {
    await s.go('/manage/configure');
    const name = s.page.locator(`input[name="_.name"][value="${HERE}"]`);
    await name.scrollIntoViewIfNeeded();
    const form = s.page.locator('.repeated-chunk', { has: name }).first();
    await form.getByRole('button', { name: 'Test connection' }).click();
    await form.getByText(/Consul 1\..*of datacenter calvinverse-01/).first().waitFor();
    match(await form.innerText(), /login works, token with accessor/);
    await s.at(form.locator('input[name="_.name"]').first());
    await s.picture('environment-form');
    await s.at(form.getByRole('button', { name: 'Test connection' }));
    await s.picture('environment-connection');
    await name.fill('Not a name!');
    await form.locator('input[name="_.domain"]').first().focus();
    await form.locator('.error', { hasText: 'is no name of a datacenter' }).waitFor();
    await s.go('/environments/');
    match(await s.text(), new RegExp(HERE));
  },

  'releases are published, and the page shows history and difference': async (s) => {
    for (let i = 0; i < 2; i++) {
      const number = await s.build('release-configuration');
      equal(await s.ended('release-configuration', number, 240), 'SUCCESS');
    }
    const shown = await s.until(PAGE, /1\.0\.2/);
    match(shown, /publish/i);
    match(shown, /active/);
    await s.picture('environment');
    await s.page.locator('table.history a').first().click();
    await s.page.locator('#difference').waitFor();
    const difference = await s.page.locator('#difference').innerText();
    match(difference, /config\/services\/builds\/number\s+"1"\s+"2"/);
    ok(!difference.includes('config/services/builds/protocols'), 'what stays the same is not shown');
    await s.picture('environment-difference');
  },

  'a check says what it found': async (s) => {
    await s.go(PAGE);
    await s.page.getByRole('button', { name: 'Check now' }).click();
    await s.page.locator('#checks .jenkins-alert').waitFor();
    match(await s.page.locator('#checks').innerText(), /nothing is missing|missing/);
  },

  'a build uses a secret, and its log does not show it': async (s) => {
    const number = await s.build('use-secret');
    equal(await s.ended('use-secret', number, 240), 'SUCCESS');
    const log = await s.until(`/job/use-secret/${number}/console`, /Finished: SUCCESS/);
    match(log, /the password of 16 characters is \*{4}/);
    await s.picture('secrets');
  },

  'no page of ours was blocked by the content security policy': async (s) => {
    equal(s.errors.filter((e) => /Content.Security.Policy/i.test(e)).join('\n'), '');
  },
};
