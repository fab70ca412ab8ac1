// web/loader/form_starter.ts: when the form part is loaded, and pressing the button before that.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';
import { settle } from '../clock.mjs';

const signForm = '<form data-action="sign"><input name="name"><button class="primary">Sign</button></form>';

let page;
let places;
let submits;
let fellBack;
let isBroken;
let solution;

async function open(html = signForm, prepare = () => {}, url = undefined) {
  page = openPage(`<main>${html}</main>`, url);
  places = [];
  submits = 0;
  fellBack = 0;
  isBroken = false;
  solution = '0042';
  page.part = (address) => {
    if (address.includes('solver.js')) return { solve: async () => solution };
    if (isBroken) throw new Error('broken');
    return {
      begin: async (place) => {
        places.push(place);
        return { submit: () => ++submits };
      },
    };
  };
  prepare();
  const { startWhenNeeded } = await page.run('loader/form_starter.ts');
  startWhenNeeded({ root: page.find('main'), campaign: 'a', lang: 'de', partner: () => 'p' }, () => ++fellBack);
  await settle();
}

const form = () => page.find('form');
const paths = () => page.requests.map(({ path }) => path).filter((path) => !/\.js/.test(path));
const fields = () => Object.fromEntries(new page.window.FormData(form()));

async function press() {
  const event = new page.window.SubmitEvent('submit', { cancelable: true, bubbles: true });
  form().dispatchEvent(event);
  await settle();
  return event.defaultPrevented;
}

test('whoever only reads downloads none of it', async () => {
  await open();
  assert.deepEqual([page.requests, page.parts], [[], []]);
});

for (const event of ['focusin', 'pointerenter']) {
  test(`${event} on the form brings the part, the words and the core, once`, async () => {
    await open();
    for (let i = 0; i < 2; ++i) form().dispatchEvent(new page.window.Event(event));
    await settle();
    assert.deepEqual(paths().sort(), ['/v/1/form.wasm', '/v1/campaigns/a/form?lang=de']);
    assert.deepEqual([page.parts.length, places.length, places[0].campaign, submits], [1, 1, 'a', 0]);
    assert.ok(await places[0].core);
  });
}

test('a press before it is there waits for it, and two presses are one', async () => {
  await open();
  let bring;
  const { part } = page;
  page.part = (address) => new Promise((resolve) => (bring = () => resolve(part(address))));
  assert.equal(await press(), true);
  assert.equal(page.find('button').getAttribute('aria-disabled'), 'true');
  await press();
  bring();
  await settle();
  assert.deepEqual([submits, page.find('button').hasAttribute('aria-disabled')], [1, false]);
  assert.equal(await press(), false);
});

test('the core is not fetched where the site\'s policy bars WebAssembly', async () => {
  await open(signForm, () => {
    page.window.eval('WebAssembly.Module = class { constructor() { throw new Error("barred"); } }');
  });
  await press();
  assert.deepEqual(paths(), ['/v1/campaigns/a/form?lang=de']);
  assert.equal(await places[0].core, undefined);
});

test('without the form\'s words it begins all the same', async () => {
  await open();
  page.answers = ({ path }) => (path.includes('/form?') ? 'offline' : {});
  await press();
  assert.deepEqual([submits, await places[0].form], [1, undefined]);
});

test('where the part cannot be had, the form is sent as without scripts, with the partner', async () => {
  await open();
  isBroken = true;
  page.answers = () => ({ body: { bits: 0 } });
  await press();
  assert.equal(page.window.submitted, form());
  assert.deepEqual([fields(), fellBack], [{ name: '', partner: 'p' }, 1]);
});

test('a challenge is solved before', async () => {
  await open();
  isBroken = true;
  page.answers = ({ path }) => (path.endsWith('/challenge') ? { body: { token: 'token', bits: 8 } } : {});
  await press();
  assert.deepEqual([fields().challenge, fields().solution, page.window.submitted === form()], ['token', '0042', true]);
});

test('without a solution it is sent as well', async () => {
  await open();
  isBroken = true;
  solution = undefined;
  page.answers = ({ path }) => (path.endsWith('/challenge') ? { body: { token: 'token', bits: 8 } } : {});
  await press();
  assert.deepEqual([fields().solution, page.window.submitted === form()], ['', true]);
});

test('a server that is out of reach does not get the page, as everything typed would be gone', async () => {
  await open();
  isBroken = true;
  page.answers = ({ path }) => (path.endsWith('/challenge') ? 'offline' : {});
  await press();
  assert.equal(page.window.submitted, undefined);
  page.answers = ({ path }) => (path.endsWith('/challenge') ? { status: 503 } : {});
  await press();
  assert.equal(page.window.submitted, form());
});

test('a part that failed is asked for again', async () => {
  await open();
  isBroken = true;
  page.answers = ({ path }) => (path.endsWith('/challenge') ? 'offline' : {});
  await press();
  isBroken = false;
  await press();
  assert.equal(submits, 1);
});

for (const [what, prepare] of [
  ['a signature that waits', () => page.window.localStorage.setItem('undersigned.kept', '[]')],
  ['a step that waits for its code', () => page.window.sessionStorage.setItem('undersigned.pending.a', '{}')],
]) {
  test(`${what} brings it at once`, async () => {
    await open(signForm, prepare);
    assert.equal(places.length, 1);
  });
}

test('a step of another campaign does not', async () => {
  await open(signForm, () => page.window.sessionStorage.setItem('undersigned.pending.b', '{}'));
  assert.equal(places.length, 0);
});

test('a link with fields brings it at once, with the fields, and shows the form', async () => {
  await open(signForm, undefined, 'https://site.example/page#sign?name=Ada');
  assert.deepEqual([places.length, places[0].linked.get('name')], [1, 'Ada']);
  assert.equal(page.window.scrolledTo, form());
  await open();
  assert.equal(page.window.scrolledTo, undefined);
});

test('such a link that is followed on the page brings it too, and leaves no trace in the address', async () => {
  await open();
  page.follow('#other');
  assert.deepEqual([places.length, page.window.scrolledTo], [0, undefined]);
  page.follow('#sign?name=Ada');
  await settle();
  assert.deepEqual([places.length, places[0].linked.get('name'), page.window.location.hash], [1, 'Ada', '#sign']);
  assert.equal(page.window.scrolledTo, form());
});

test('where nobody can sign any more, it is brought for what is to be shared', async () => {
  await open('<p></p>');
  assert.equal(places.length, 0);
  await open('<button data-action="copy"></button>');
  assert.equal(places.length, 1);
  assert.equal(await places[0].core, undefined);
});

test('signed in another widget of the page, the part is brought for the same campaign only', async () => {
  await open();
  const sign = async (campaign) => {
    page.document.body.dispatchEvent(new page.window.CustomEvent('undersigned:signed', { bubbles: true, detail: { campaign } }));
    await settle();
  };
  await sign('b');
  assert.equal(places.length, 0);
  await sign('a');
  await sign('a');
  assert.equal(places.length, 1);
});
