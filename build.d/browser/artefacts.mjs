// What a pipeline author sees of a build that published into the Nexus of the trial.
import { equal, match, ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';

const JOB = 'publish-word-count';

export const tests = {
  'the links of a build\'s page lead to what is in Nexus': async (s) => {
    const number = await s.build(JOB);
    equal(await s.ended(JOB, number, 240), 'SUCCESS');
    await s.go(`/job/${JOB}/${number}/`);
    const table = s.page.locator('table.calvinverse-artefacts').first();
    const rows = await table.locator('tbody tr').allInnerTexts();
    // The jar, its pom, and a file
    equal(rows.length, 3, rows.join('\n'));
    ok(rows.every((row) => row.includes('published')), rows.join('\n'));
    await table.scrollIntoViewIfNeeded();
    await s.picture('published');
    const poem = table.getByRole('link', { name: 'poem.txt' });
    const sha256 = await table.locator('tr', { hasText: 'poem.txt' }).locator('code').getAttribute('title');
    const address = await poem.getAttribute('href');
    const [answer] = await Promise.all([s.page.waitForResponse((r) => r.url() === address), poem.click()]);
    equal(answer.status(), 200);
    // The same again, outside of the page: what a browser shows need not be all of it.
    const content = await (await s.page.request.get(address)).body();
    equal(createHash('sha256').update(content).digest('hex'), sha256);
    match(address, /\/repository\/trial\/word-count\/1\.0\.\d+\/poem\.txt$/);
  },
};
