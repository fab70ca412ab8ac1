// web/loader/error_summary.ts: the errors in a summary and beside each field.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

const html = `<form><div data-part="errors" hidden tabindex="-1"><ul></ul></div>
  <div data-field="name"><p class="error" hidden></p><input type="hidden" name="x"><input id="u-name" name="name"></div>
  <fieldset data-field="choice"><p class="error" hidden></p><input type="radio" id="u-one"><input type="radio" id="u-two"></fieldset>
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
  assert.deepEqual([...form.querySelectorAll('.error')].map((place) => [place.textContent, place.hidden]), [['Enter <it>', false], ['Choose', false]]);
  assert.deepEqual(invalid(), ['u-name', 'u-one', 'u-two']);
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
