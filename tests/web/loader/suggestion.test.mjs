// web/loader/suggestion.ts: the domain that was meant takes the place of the one that was typed, and of nothing else.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage } from '../page.mjs';

async function accepted(typed) {
  const page = openPage('<div class="field"><input></div>');
  const { Suggestion } = await page.run('loader/suggestion.ts');
  const field = page.find('input');
  new Suggestion(field, () => (field.value.includes('gmial') ? 'gmail.com' : ''), (name, { domain }) => `${name} ${domain}`);
  field.value = typed;
  field.dispatchEvent(new page.window.Event('change'));
  page.find('button').click();
  return [field.value, page.document.querySelectorAll('button').length];
}

for (const [typed, meant] of [
  ['ann@gmial.com', 'ann@gmail.com'], ['ann＠gmial.com', 'ann@gmail.com'], ['Ann <ann@gmial.com>', 'Ann <ann@gmail.com>'],
  ['<ann@gmial.com>, ', '<ann@gmail.com>, '], ['mailto:ann@gmial．com', 'mailto:ann@gmail.com'],
]) {
  test(`"${typed}" becomes "${meant}"`, async () => assert.deepEqual(await accepted(typed), [meant, 0]));
}
