// One signature, end to end: typed on a partner's page, counted everywhere.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { TestEnvironment, eventually, fillIn, organizer, shownCount, signButton, widgetOf } from './support.mjs';

const campaign = 'free-dontae-sharpe';
const step = () => Math.floor(Date.now() / 10_000); // in which the public count does not change
let env;

before(async () => {
  env = await TestEnvironment.open();
});
after(() => env?.close());

// Signs on the partner's page and returns the server's response.
async function sign(page, person) {
  const widget = widgetOf(page, campaign);
  await fillIn(widget, person);
  const answered = page.waitForResponse((response) => response.url().endsWith('/signatures'));
  await signButton(widget).click();
  const body = await (await answered).text();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  return body;
}

test('a signature on the partner page raises the count there, on the plain page and in admin mode', async () => {
  const plain = await env.newPage();
  await plain.goto(`${env.server}/p/${campaign}`);
  const admin = await env.newPage();
  await admin.goto(`${env.partner}/admin`);
  const frame = admin.frameLocator('iframe');
  await frame.getByLabel('User name').fill(organizer.name);
  await frame.getByLabel('Password').fill(organizer.password);
  await frame.getByRole('button', { name: 'Sign in' }).click();
  await frame.getByRole('button', { name: 'Sign out' }).waitFor();

  const before = await env.confirmed(campaign);
  const page = await env.newPage();
  await page.goto(env.partner);
  await sign(page, { name: 'Ada Lovelace', email: 'ada@example.org' });

  assert.equal(await env.confirmed(campaign), before + 1);
  await eventually(() => shownCount(widgetOf(page, campaign)), before + 1);
  await eventually(() => shownCount(plain.locator('main')), before + 1);
  const words = new RegExp(`^Free Dontae Sharpe\\. ${before + 1} (person has|people have) signed`);
  await frame.getByRole('button', { name: words }).waitFor();
});

test('signing again gets the same answer, byte for byte, and leaves the count alone', async () => {
  const signTwice = async (person) => {
    const begun = step();
    const answers = [];
    for (let i = 0; i < 2; ++i) {
      const page = await env.newPage();
      await page.goto(env.partner);
      answers.push(await sign(page, person));
    }
    return begun === step() && answers;
  };
  const before = await env.confirmed(campaign);
  let people = 0;
  let answers = false; // all from the same step: the next may have a new count
  while (!answers) {
    people += 1;
    answers = await signTwice({ name: 'Grace Hopper', email: `grace${people}@example.org` });
  }
  assert.equal(answers[0], answers[1]);
  assert.equal(await env.confirmed(campaign), before + people);
});

test('every widget of the campaign on the page shows the new count and the thanks', async () => {
  const page = await env.newPage();
  await page.goto(`${env.partner}/open`);
  await page.evaluate((slug) => {
    const counter = document.createElement('undersigned-counter');
    counter.setAttribute('campaign', slug);
    const second = document.createElement('undersigned-petition');
    second.setAttribute('campaign', slug);
    second.id = 'second';
    document.body.prepend(counter, second);
  }, campaign);
  const second = page.locator('#second');
  await second.getByRole('heading', { name: 'Sign this petition' }).waitFor();
  const counter = page.locator(`undersigned-counter[campaign="${campaign}"]`);
  const before = await env.confirmed(campaign);
  await fillIn(second, { name: 'Katherine Johnson', email: 'katherine@example.org' });
  await signButton(second).click();
  await second.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  await eventually(() => shownCount(counter), before + 1);
  const first = page.locator('#dontae-sharpe undersigned-petition');
  await eventually(() => shownCount(first), before + 1);
  await first.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await signButton(first).count(), 0);
  assert.ok(await second.evaluate((element) => document.activeElement === element), 'the focus stays where it was signed');
});

test('the site around a widget hears what happened, and nothing about who did it', async () => {
  const page = await env.newPage();
  await page.goto(env.partner);
  await page.evaluate(() => {
    window.heard = [];
    for (const name of ['ready', 'invalid', 'signed', 'error']) {
      document.addEventListener(`undersigned:${name}`, (event) => window.heard.push([name, event.detail]));
    }
  });
  const widget = widgetOf(page, campaign);
  await widget.getByRole('heading', { name: 'Sign this petition' }).waitFor();
  await signButton(widget).click();
  await widget.getByRole('alert').waitFor();
  await sign(page, { name: 'Rosa Parks', email: 'rosa@example.org' });
  const heard = await page.evaluate(() => window.heard);
  assert.deepEqual(heard.find(([name]) => name === 'invalid')[1].fields.sort(), ['email', 'name']);
  assert.equal(heard.find(([name]) => name === 'signed')[1].campaign, campaign);
  assert.doesNotMatch(JSON.stringify(heard), /rosa/i);
});

test('a video is asked for by nobody before it is clicked, and leads to its own site', async () => {
  const page = await env.newPage();
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  await page.goto(env.partner);
  const link = widgetOf(page, campaign).getByRole('link', { name: 'Watch the video' });
  await link.waitFor();
  assert.match(await link.getAttribute('href'), /^https:\/\//);
  assert.deepEqual([...new Set(asked)].sort(), [env.partner, env.server].sort());
});

test('a text that changed while it was read is shown anew before it is signed, with everything typed in its place', async () => {
  const slug = 'national-prison-strike';
  const page = await env.newPage();
  await page.goto(env.partner);
  const widget = widgetOf(page, slug);
  await fillIn(widget, { name: 'Kuwasi Balagoon', email: 'kuwasi@example.org' });
  const before = await env.confirmed(slug);
  await env.importCampaigns((campaigns) => {
    campaigns.find((each) => each.slug === slug).demands.items[0].text = 'An eleventh demand, written a moment ago.';
  });
  const view = `${env.server}/v1/campaigns/${slug}/view?lang=en`;
  await eventually(async () => (await (await fetch(view)).text()).includes('An eleventh demand'), true);

  await signButton(widget).click();
  await widget.getByRole('alert').getByText('The text has changed').waitFor();
  await widget.getByText('An eleventh demand').waitFor();
  assert.equal(await widget.getByLabel('Email address').inputValue(), 'kuwasi@example.org');
  assert.equal(await env.confirmed(slug), before);
  await signButton(widget).click();
  await widget.getByRole('heading', { name: 'Thank you for signing' }).waitFor();
  assert.equal(await env.confirmed(slug), before + 1);
});

test('a campaign that closes while its form is open says so there, and keeps what was typed', async () => {
  const set = async (status) => {
    await env.importCampaigns((campaigns) => {
      campaigns.find(({ slug }) => slug === campaign).status = status;
    });
    const isOpen = async () => (await (await fetch(`${env.server}/v1/campaigns/${campaign}/count`)).json()).open;
    await eventually(isOpen, status === 'open');
  };
  const page = await env.newPage();
  await page.goto(env.partner);
  const widget = widgetOf(page, campaign);
  await fillIn(widget, { name: 'Late Lovelace', email: 'late@example.org' });
  await widget.getByLabel('Why are you signing?').fill('For my brother');
  await set('closed');
  try {
    await signButton(widget).click();
    const notice = widget.getByText('closed before your signature arrived');
    await notice.waitFor();
    assert.equal(await notice.evaluate((element) => element.getRootNode().activeElement === element), true);
    assert.equal(await widget.getByLabel('Why are you signing?').inputValue(), 'For my brother');
    assert.equal(await signButton(widget).count(), 0);
  } finally {
    await set('open');
  }
});
