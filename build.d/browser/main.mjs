// node main.mjs URL HOME SUITE: runs every test of SUITE.mjs and prints "ok NAME" or "not ok NAME" with the reason; ends with
// their count.
import { open } from './session.mjs';

const [url, home, suite] = process.argv.slice(2);
const { tests } = await import(`./${suite}.mjs`);
const session = await open(url, home);
session.page.setDefaultTimeout(30_000);
let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  const began = Date.now();
  try {
    await test(session);
    console.log(`ok ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
  } catch (e) {
    failed++;
    console.log(`not ok ${name}\n${String(e.stack).replace(/^/gm, '    ')}`);
    await session.page.screenshot({ path: `failed-${suite}-${failed}.png` });
  }
}
await session.browser.close();
console.log(`${Object.keys(tests).length} ${failed}`);
process.exitCode = failed ? 1 : 0;
