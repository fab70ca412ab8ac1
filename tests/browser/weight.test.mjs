// What a visitor downloads until the form is shown, in bytes transferred: the loader with its style sheet, and the view
// of a petition. The figures are printed.
import assert from 'node:assert/strict';
import { get } from 'node:http';
import { after, before, test } from 'node:test';
import { TestEnvironment } from './support.mjs';

const bytesMax = 12 * 1024;
let env;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

// The size of a response in the encoding that browsers prefer.
function weigh(address) {
  return new Promise((resolve, reject) => {
    get(address, { headers: { 'Accept-Encoding': 'br' } }, (response) => {
      let size = 0;
      response.on('data', (data) => (size += data.length));
      response.on('end', () => resolve({ size, encoding: response.headers['content-encoding'] }));
    }).on('error', reject);
  });
}

for (const campaign of ['free-dontae-sharpe', 'national-prison-strike']) {
  test(`loader and view of ${campaign} are at most ${bytesMax} bytes`, async (t) => {
    const loader = await weigh(`${env.server}/v/1/undersigned.js`);
    const view = await weigh(`${env.server}/v1/campaigns/${campaign}/view?lang=en`);
    assert.equal(loader.encoding, 'br');
    assert.equal(view.encoding, 'br');
    t.diagnostic(`loader ${loader.size} + view ${view.size} = ${loader.size + view.size} of ${bytesMax} bytes`);
    assert.ok(loader.size + view.size <= bytesMax);
  });
}
