// A server that asks for proof of work from an address's second signature on. With scripts, people notice almost
// nothing; without, the signature is accepted and held for an organizer.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, eventually, fillIn, organizer, signButton, violations, widgetOf } from './support.mjs';

const campaign = 'drop-charges-jacqueline-dixon';
const signatures = '**/v1/campaigns/*/signatures';
let env;
let people = 0;

before(async () => {
  env = await TestEnvironment.open(['--free-signatures', '1']);
  await signOver(await openWidget()); // from now on every signature needs a solution
});
after(() => env?.close());

function personNamed(name) {
  return { name, email: `challenge${(people += 1)}@example.org` };
}

// A page of `site`, and its requests.
async function open(address, options) {
  const page = await env.newPage(options);
  const fetched = [];
  const posts = [];
  page.on('request', (request) => {
    fetched.push(new URL(request.url()).pathname.replace(/.*\//, ''));
    if (request.method() === 'POST') posts.push(new URLSearchParams(request.postData()));
  });
  await page.goto(address);
  return { page, fetched, posts };
}

async function openWidget(path = '/with-core', options = {}) {
  const opened = await open(env.partner + path, options);
  return { ...opened, place: widgetOf(opened.page, campaign) };
}

const thanks = (place) => place.getByRole('heading', { name: 'Thank you for signing' });

async function signOver({ place }, name = 'Septima Clark') {
  await fillIn(place, personNamed(name));
  await signButton(place).click();
  await thanks(place).waitFor();
}

function isSameButForSolution(one, other) {
  const bare = (body) => [...body].filter(([name]) => name !== 'challenge' && name !== 'solution').join('&');
  return bare(one) === bare(other);
}

// A challenge of that many bits for every signature without a solution; `asks` times in a row for the others.
function answerWithChallenge(page, { bits, asks = 1 }) {
  let asked = 0;
  return page.route(signatures, (route) => {
    if (asked++ >= asks) return route.continue();
    return route.fulfill({
      status: 429,
      headers: { 'Access-Control-Allow-Origin': env.partner },
      contentType: 'application/problem+json',
      body: JSON.stringify({
        status: 429,
        detail: 'The check of your browser did not finish. Select the button again',
        errors: [{ field: '', code: 'challenge_needed', detail: 'The check of your browser did not finish. Select the button again' }],
        challenge: { token: `token${asked}`, bits },
      }),
    });
  });
}

test('several people sign one after another at one device, each after a solved challenge', async () => {
  const { page, fetched, posts, place } = await openWidget();
  const before = await env.confirmed(campaign);
  for (const name of ['Amelia Boynton', 'Marie Foster', 'Annie Lee Cooper']) {
    await page.reload();
    await signOver({ place }, name);
  }
  assert.equal(await env.confirmed(campaign), before + 3);
  assert.equal(posts.length, 6);
  for (let i = 0; i < posts.length; i += 2) {
    assert.equal(posts[i].get('challenge'), null);
    assert.match(posts[i + 1].get('solution'), /^\d{1,20}$/);
    assert.ok(isSameButForSolution(posts[i], posts[i + 1]));
    assert.match(posts[i].get('elapsed_ms'), /^\d+$/);
  }
  assert.ok(fetched.includes('solver.wasm'));
  assert.ok(!fetched.includes('solver_worker.js'), 'no worker on the site of somebody else');
});

test('whoever is not asked downloads no solver', async () => {
  const { fetched, place, page } = await openWidget();
  await page.route(signatures, (route) => route.fulfill({ status: 500, body: '' }));
  await fillIn(place, personNamed('Viola Liuzzo'));
  await signButton(place).click();
  await place.getByText('did not answer').waitFor();
  assert.deepEqual(fetched.filter((name) => name.startsWith('solver')), []);
});

test('where the site forbids WebAssembly, JavaScript solves it', async () => {
  const opened = await openWidget('/');
  const before = await env.confirmed(campaign);
  await signOver(opened);
  assert.equal(await env.confirmed(campaign), before + 1);
  assert.ok(opened.fetched.includes('solver.js'));
  assert.ok(!opened.fetched.includes('solver.wasm'));
});

test('where the module cannot be had, or the machine has no SIMD, JavaScript solves it', async () => {
  const opened = await openWidget();
  await opened.page.route('**/solver.wasm', (route) => route.abort());
  await signOver(opened);
  const old = await env.newPage();
  await old.addInitScript(() => {
    const { instantiate } = WebAssembly;
    WebAssembly.instantiate = (module, imports) =>
      imports ? instantiate(module, imports) : Promise.reject(new WebAssembly.CompileError('no SIMD'));
  });
  await old.goto(`${env.partner}/with-core`);
  await signOver({ place: widgetOf(old, campaign) });
});

test('on the server\'s own page a worker solves it', async () => {
  const { page, posts } = await open(`${env.server}/p/${campaign}`);
  const before = await env.confirmed(campaign);
  const worker = page.waitForEvent('worker');
  await signOver({ place: page });
  assert.match((await worker).url(), /solver_worker\.js$/);
  assert.equal(posts.length, 2);
  assert.equal(await env.confirmed(campaign), before + 1);
  await eventually(() => page.workers().length, 0);
});

test('a worker may compile WebAssembly, and loads nothing', async () => {
  const { page } = await open(`${env.server}/p/${campaign}`);
  const [worker] = await Promise.all([
    page.waitForEvent('worker'),
    page.evaluate((source) => (window.solver = new Worker(source)) && undefined, '/v/1/solver_worker.js'),
  ]);
  const may = await worker.evaluate(async (server) => {
    const works = (promise) => promise.then(() => true, () => false);
    const emptyModule = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    return { compile: await works(WebAssembly.compile(emptyModule)), load: await works(fetch(`${server}/healthz`)) };
  }, env.server);
  assert.deepEqual(may, { compile: true, load: false });
});

test('where no worker may be started the page\'s own thread solves it', async () => {
  const { page, fetched } = await open(`${env.server}/p/${campaign}`);
  await page.route('**/solver_worker.js', (route) => route.abort());
  await signOver({ place: page });
  assert.ok(fetched.includes('solver_worker.js'));
});

test('without the form part the plain form goes out with a solution', async () => {
  const { page } = await open(`${env.server}/p/${campaign}`);
  await page.route('**/form.js*', (route) => route.abort());
  const before = await env.confirmed(campaign);
  await signOver({ place: page });
  assert.equal(new URL(page.url()).pathname, `/p/${campaign}/signed`);
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('without the form part each try of the plain form has a solution of its own', async () => {
  const { page, posts } = await open(`${env.server}/p/${campaign}`);
  await page.route('**/form.js*', (route) => route.abort());
  let tries = 0;
  await page.route(`**/p/${campaign}`, (route) => {
    const isLost = route.request().method() === 'POST' && (tries += 1) === 1;
    return isLost ? route.fulfill({ status: 204 }) : route.continue();
  });
  const before = await env.confirmed(campaign);
  await fillIn(page, personNamed('Fannie Lou Hamer'));
  await signButton(page).click();
  await eventually(() => posts.length, 1);
  await signButton(page).click();
  await thanks(page).waitFor();
  assert.notEqual(posts[0].get('challenge'), posts[1].get('challenge'));
  assert.equal(await env.confirmed(campaign), before + 1);
});

test('without scripts the answer is the same, and the signature counts once an organizer has looked at it', async () => {
  const { page } = await open(`${env.server}/p/${campaign}`, { javaScriptEnabled: false });
  const before = await env.confirmed(campaign);
  await signOver({ place: page }, 'Bernice Robinson');
  assert.equal(await env.confirmed(campaign), before);

  await page.goto(`${env.server}/admin/login`);
  await page.getByLabel('User name').fill(organizer.name);
  await page.getByLabel('Password').fill(organizer.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  await page.goto(`${env.server}/admin/quarantine?campaign=${campaign}`);
  await page.getByText('Bernice Robinson').first().waitFor();
});

test('a challenge that is refused is solved again, and after three the signer is told', async () => {
  const { page, posts, place } = await openWidget();
  await answerWithChallenge(page, { bits: 4, asks: 4 });
  const person = personNamed('Lillian Smith');
  await fillIn(place, person);
  await signButton(place).click();
  await place.getByRole('alert').getByText('The check of your browser did not finish').waitFor();
  assert.equal(posts.length, 4);
  assert.deepEqual(posts.map((body) => body.get('challenge')), [null, 'token1', 'token2', 'token3']);
  assert.ok(posts.every((body) => isSameButForSolution(body, posts[0])));
  assert.equal(await place.getByLabel('Email address').inputValue(), person.email);
  assert.deepEqual(await violations(page), []);
  await signButton(place).click();
  await thanks(place).waitFor();
});

// More bits than can be solved during a test: the solver runs until it is stopped.
const endless = { bits: 28 };

for (const [where, path] of [['with WebAssembly', '/with-core'], ['in JavaScript', '/']]) {
  test(`while a page solves ${where}, people type on, and nothing goes on once the widget is gone`, async () => {
    const { page, posts, place } = await openWidget(path);
    await answerWithChallenge(page, endless);
    await page.evaluate(() => {
      window.yields = 0; // how often the solver yielded
      const { postMessage } = MessagePort.prototype;
      MessagePort.prototype.postMessage = function (...data) {
        window.yields += 1;
        postMessage.apply(this, data);
      };
    });
    await fillIn(place, personNamed('Jo Ann Robinson'));
    await signButton(place).click();
    await place.getByRole('status').getByText('Checking your browser').waitFor();
    await place.getByRole('button', { name: 'Sending' }).waitFor();
    await page.waitForFunction(() => window.yields > 0);
    const comment = place.getByRole('textbox', { name: /Why are you signing/ });
    await comment.pressSequentially('For Selma.');
    assert.equal(await comment.inputValue(), 'For Selma.');
    await place.evaluate((element) => element.remove());
    const yields = await page.evaluate(() => window.yields);
    await page.evaluate(() => new Promise((done) => setTimeout(() => setTimeout(done))));
    assert.equal(await page.evaluate(() => window.yields), yields);
    assert.equal(posts.length, 1);
    await page.close();
  });
}

test('a worker ends when the form goes off the page', async () => {
  const { page, posts } = await open(`${env.server}/p/${campaign}`);
  await answerWithChallenge(page, endless);
  await fillIn(page, personNamed('Johnnie Carr'));
  const worker = page.waitForEvent('worker');
  await signButton(page).click();
  await worker;
  await page.getByText('Checking your browser').waitFor();
  await page.locator('article.petition').evaluate((element) => element.remove());
  await eventually(() => page.workers().length, 0);
  assert.equal(posts.length, 1);
});

for (const look of [
  { colorScheme: 'light' },
  { colorScheme: 'dark', viewport: { width: 320, height: 700 } },
]) {
  test(`the check shuts nobody out (${look.colorScheme})`, async () => {
    const { page, place } = await openWidget('/with-core', look);
    await answerWithChallenge(page, endless);
    await fillIn(place, personNamed('Coretta Scott'));
    await signButton(place).click();
    await place.getByRole('status').getByText('Checking your browser').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.close();
  });
}
