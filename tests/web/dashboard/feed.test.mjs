// web/dashboard/feed.ts: the requests to the server and the messages to the module.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

const kinds = ['campaigns', 'momentum', 'sources', 'signatures', 'time zone'];
const wellFormed = 1;
const someKnown = 2;
const full = 4;
const hour = 3_600_000;

let page;
let feed;
let messages; // [kind, number or text...]
let connections;
let completes;
let answer;
let campaigns;
let now;
let rows; // by the cursor before them

// Reads like the module (decode.h): numbers are doubles, texts have their length in front.
function read(kind, bytes) {
  const view = new DataView(bytes.slice().buffer);
  let at = 0;
  const number = () => view.getFloat64((at += 8) - 8, true);
  const text = () => {
    const length = view.getUint32(at, true);
    at += 4 + length;
    return new TextDecoder().decode(bytes.subarray(at - length, at));
  };
  const many = (each) => Array.from({ length: number() }, each);
  const content = {
    campaigns: () => [number(), many(() => [text(), text(), text(), text(), ...Array.from({ length: 8 }, number)])],
    momentum: () => [text(), text(), number(), number(), many(number)],
    sources: () => [text(), many(() => [text(), text(), number()])],
    signatures: () => [text(), many(() => [text(), number(), ...Array.from({ length: 8 }, text)])],
    'time zone': () => [many(() => [number(), number()])],
  }[kind]();
  assert.equal(at, bytes.length, `${kind} is read to its end`);
  return content;
}

// `zone` is the reader's time zone.
async function open(zone = 'Europe/Berlin') {
  process.env.TZ = zone;
  page = openPage();
  messages = [];
  connections = [];
  completes = 0;
  answer = wellFormed;
  campaigns = [{ slug: 'a', title: 'A', kind: 'petition', status: 'open', confirmed: 3, goal: 100 }];
  now = 5 * hour;
  rows = { '': { rows: [['id1', 1, 'Ada'], ['id2', 2]], next: null } };
  page.answers = ({ path }) => ({ body: bodyOf(new URL(path, 'https://sign.example')) });
  let written;
  const wasm = {
    write: (bytes) => {
      written = bytes.slice();
      return bytes.length;
    },
    exports: {
      receive: (kind) => {
        messages.push([kinds[kind], ...read(kinds[kind], written)]);
        return answer;
      },
      setConnection: (...all) => connections.push(all),
      setComplete: () => ++completes,
    },
  };
  const { Feed } = await page.run('dashboard/feed.ts');
  feed = new Feed('/admin/data', wasm, () => undefined);
  await page.clock.advance(0);
}

beforeEach(() => open());

function bodyOf({ pathname, searchParams }) {
  if (pathname.endsWith('/campaigns')) return { campaigns, now };
  if (pathname.endsWith('/momentum')) return { unit: searchParams.get('unit'), from: 1, step: 2, confirmed: [1, 2] };
  if (pathname.endsWith('/sources')) return { sources: [{ partner: 'p', name: 'Partner', count: 2 }] };
  return rows[searchParams.get('before') ?? ''];
}

const paths = () => page.requests.map(({ path }) => path.replace('/admin/data', ''));
const clear = () => {
  page.requests.length = 0;
  messages.length = 0;
};

async function choose(slug, unit = 'hour') {
  clear();
  feed.follow({ slug, unit });
  await page.clock.advance(0);
}

async function poll() {
  clear();
  await page.clock.advance(5_000);
}

test('it begins with the time zone and the campaigns; what is missing is 0 or empty', () => {
  assert.equal(messages[0][0], 'time zone');
  assert.deepEqual(messages[1], ['campaigns', 5 * hour, [['a', 'A', 'petition', 'open', 3, 0, 0, 0, 0, 100, 0, 0]]]);
  assert.deepEqual(connections, [[0, 5]]);
});

// Zones with offsets of whole, half and quarter hours, and one that changed its clocks at one minute past midnight.
for (const zone of ['UTC', 'Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca', 'Pacific/Apia']) {
  test(`the offsets of ${zone} are sent, each from the minute on in which it begins`, async () => {
    await open(zone);
    const [[, offsets]] = messages;
    assert.equal(offsets[0][0], Date.UTC(2010, 0, 1));
    const offset = (ms) => -new Date(ms).getTimezoneOffset();
    for (const [i, [from, minutes]] of offsets.entries()) {
      assert.equal(offset(from), minutes, new Date(from).toISOString());
      if (i > 0) assert.equal(offset(from - 60_000), offsets[i - 1][1], new Date(from).toISOString());
    }
    const told = (ms) => offsets.findLast(([from]) => from <= ms)[1];
    for (let ms = offsets[0][0]; ms < Date.UTC(2027, 0, 1); ms += 4.25 * hour) assert.equal(told(ms), offset(ms), new Date(ms).toISOString());
  });
}

test('what has not changed is not sent again, but with a new hour', async () => {
  await poll();
  assert.deepEqual([paths(), messages], [['/campaigns'], []]);
  now += hour;
  await poll();
  assert.deepEqual(messages.map(([kind]) => kind), ['campaigns']);
});

test('a chosen campaign is brought: its momentum, sources and signatures', async () => {
  await choose('a');
  assert.deepEqual(paths(), ['/campaigns/a/momentum?unit=hour', '/campaigns/a/sources', '/campaigns/a/signatures?limit=5000']);
  assert.deepEqual(messages, [
    ['momentum', 'a', 'hour', 1, 2, [1, 2]], ['sources', 'a', [['p', 'Partner', 2]]],
    ['signatures', 'a', [['id1', 1, 'Ada', '', '', '', '', '', '', ''], ['id2', 2, '', '', '', '', '', '', '', '']]],
  ]);
  assert.equal(completes, 1);
  await choose('a', 'day');
  assert.deepEqual(paths(), ['/campaigns/a/momentum?unit=day']);
});

test('pages are brought until there is none, or the module has no room', async () => {
  rows = { '': { rows: [], next: 'c1' }, c1: { rows: [], next: 'c2' }, c2: { rows: [], next: '' } };
  await choose('a');
  assert.deepEqual(paths().slice(2), ['', '&before=c1', '&before=c2'].map((before) => `/campaigns/a/signatures?limit=5000${before}`));
  answer = wellFormed | full;
  await choose('b');
  assert.equal(paths().length, 3);
});

test('new signatures are brought up to those that are known', async () => {
  await choose('a');
  campaigns = [{ ...campaigns[0], confirmed: 4 }];
  rows = { '': { rows: [], next: 'c1' }, c1: { rows: [], next: 'c2' }, c2: { rows: [], next: 'c3' } };
  answer = wellFormed | someKnown;
  await poll();
  assert.deepEqual(paths(), ['/campaigns', '/campaigns/a/momentum?unit=hour', '/campaigns/a/sources', '/campaigns/a/signatures?limit=500']);
});

test('a page that nobody sees asks for nothing', async () => {
  page.setHidden(true);
  clear();
  await page.clock.advance(60_000);
  assert.deepEqual(paths(), []);
  page.setHidden(false);
  await page.clock.advance(0);
  assert.deepEqual(paths(), ['/campaigns']);
});

test('a lost server is told once, and once when it is back', async () => {
  const { answers } = page;
  page.answers = () => 'offline';
  await poll();
  await poll();
  page.answers = answers;
  await poll();
  assert.deepEqual(connections, [[0, 5], [1, 5], [0, 5]]);
});

test('a part that failed is asked for again with the next poll', async () => {
  const { answers } = page;
  page.answers = (request) => (request.path.includes('/sources') ? { status: 500 } : answers(request));
  await choose('a');
  assert.deepEqual(connections.at(-1), [1, 5]);
  page.answers = answers;
  await poll();
  assert.deepEqual(messages.map(([kind]) => kind), ['campaigns', 'momentum', 'sources', 'signatures']);
});

test('an answer that the module cannot read is a failure', async () => {
  answer = 0;
  campaigns = [];
  await poll();
  assert.deepEqual(connections.at(-1), [1, 5]);
});

for (const strange of [null, 7, [], { campaigns: 7 }, { campaigns: { length: 2 } }]) {
  test(`the answer ${JSON.stringify(strange)} is one without campaigns`, async () => {
    page.answers = () => ({ body: strange });
    await poll();
    assert.deepEqual(messages, [['campaigns', 0, []]]);
  });
}

test('texts in any script fit, however long', async () => {
  const title = '𝔘ñ'.repeat(50_000);
  campaigns = [{ slug: 'a', title }];
  await poll();
  assert.equal(messages[0][2][0][1], title);
});
