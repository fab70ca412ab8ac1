// web/loader/error_summary.ts: the errors in a summary and beside each field.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

const html = `<form><div data-part="errors" hidden tabindex="-1"><ul></ul></div>
  <div data-field="name"><p class="error" hidden></p><input type="hidden" name="x"><input id="u-name" name="name"></div>
  <fieldset data-field="choice"><p class="error" hidden></p><input type="radio" id="u-one"><input type="radio" id="u-two"></fieldset>
  <fieldset data-field="consent"><p class="error" hidden></p><input type="checkbox" id="u-news" value="news">
    <input type="checkbox" id="u-age" value="age" required><input type="checkbox" id="u-terms" value="terms" required></fieldset>
  <div data-field=""><input id="u-nameless"></div></form>`;

let page;
let errors;
let form;

beforeEach(async () => {
  page = openPage(html);
  errors = await page.run('loader/error_summary.ts');
  form = page.find('form');
});

const invalid = () => [...form.querySelectorAll('[aria-invalid="true"]')].map(({ id }) => id);

test('the summary takes the focus, and the same words stand beside each field', () => {
  errors.showErrors(form, [{ field: 'name', text: 'Enter <it>' }, { field: 'choice', text: 'Choose' }, { field: '', text: 'Later' }]);
  const summary = page.find('[data-part="errors"]');
  assert.equal(page.document.activeElement, summary);
  assert.equal(summary.hidden, false);
  assert.deepEqual([...summary.querySelectorAll('li')].map((item) => item.textContent), ['Enter <it>', 'Choose', 'Later']);
  const words = [...form.querySelectorAll('.error:not([hidden])')].map((place) => place.textContent);
  assert.deepEqual(words, ['Enter <it>', 'Choose']);
  assert.deepEqual(invalid(), ['u-name', 'u-one', 'u-two']);
});

test('every box that has to be ticked is marked and linked, and no other', () => {
  const links = () => [...form.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  const show = () => errors.showErrors(form, [...errors.missingBoxes(form, 'consent')].map((box) => ({ field: 'consent', box, text: `Tick ${box}.` })));
  show();
  assert.deepEqual([invalid(), links()], [['u-age', 'u-terms'], ['#u-age', '#u-terms']]);
  assert.equal(form.querySelector('[data-field="consent"] .error').textContent, 'Tick age. Tick terms.');
  page.find('#u-age').checked = true;
  show();
  assert.deepEqual([invalid(), links()], [['u-terms'], ['#u-terms']]);
  errors.clearErrors(form);
  assert.deepEqual([invalid(), errors.missingBoxes(form, 'name').length], [[], 0]);
});

test('a link goes to its field and leaves the address alone; what has no field has no link', () => {
  errors.showErrors(form, [{ field: 'name', text: 'Enter it' }, { field: 'gone"]', text: 'Later' }]);
  const links = [...form.querySelectorAll('a')];
  assert.deepEqual(links.map((link) => link.getAttribute('href')), ['#u-name']);
  const event = new page.window.MouseEvent('click', { bubbles: true, cancelable: true });
  links[0].dispatchEvent(event);
  assert.equal(page.document.activeElement, page.find('#u-name'));
  assert.equal(event.defaultPrevented, true);
});

test('the next try begins without the errors of the last', () => {
  errors.showErrors(form, [{ field: 'name', text: 'Enter it' }]);
  errors.showErrors(form, [{ field: 'choice', text: 'Choose' }]);
  assert.deepEqual([invalid(), form.querySelectorAll('li').length], [['u-one', 'u-two'], 1]);
  errors.clearErrors(form);
  assert.deepEqual([invalid(), page.find('[data-part="errors"]').hidden], [[], true]);
  assert.ok([...form.querySelectorAll('.error')].every((place) => place.hidden && place.textContent === ''));
});

test('a form has the fields that it shows, and no field without a name', () => {
  assert.deepEqual(['name', 'choice', 'email', '', '"'].map((field) => errors.hasField(form, field)), [true, true, false, false, false]);
});
