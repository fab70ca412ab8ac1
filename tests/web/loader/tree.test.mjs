// web/loader/tree.ts: DOM nodes from a view tree, with allowlists.
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { openPage } from '../page.mjs';

const base = 'https://sign.example/p/save-the-library';
let page;
let tree;

beforeEach(async () => {
  page = openPage();
  tree = await page.run('loader/tree.ts');
});

function html(...trees) {
  const box = page.document.createElement('div');
  box.append(tree.buildAll(trees, base));
  return box.innerHTML;
}

test('texts, elements, attributes and children, in their order', () => {
  assert.equal(
    html('a <b>', ['p', { class: 'x', id: 'y' }, 'one ', ['strong', 'two'], ' three'], ['hr']),
    'a &lt;b&gt;<p class="x" id="y">one <strong>two</strong> three</p><hr>',
  );
});

for (const tag of ['script', 'style', 'iframe', 'object', 'link', 'svg', 'template', 'SCRIPT', 'x-y', 7]) {
  test(`nothing is made of the tag ${tag}`, () => assert.equal(html([tag, { id: 'x' }, 'text']), ''));
}

for (const name of ['onclick', 'style', 'srcdoc', 'formaction', 'srcset', 'data-other', 'ONCLICK']) {
  test(`the attribute ${name} is left out`, () => assert.equal(html(['button', { [name]: 'x', type: 'button' }]), '<button type="button"></button>'));
}

for (const [written, href] of [
  ['https://elsewhere.example/a', 'https://elsewhere.example/a'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  ['tel:+123', 'tel:+123'],
  ['sms:?&body=a', 'sms:?&body=a'],
  ['/my', 'https://sign.example/my'],
  ['#demand-1', `${base}#demand-1`],
  ['javascript:alert(1)', '#'],
  [' \njava\nscript:alert(1)', '#'],
  ['data:text/html,x', '#'],
  ['https://[', '#'],
]) {
  test(`a link to ${JSON.stringify(written)} leads to ${href}`, () => assert.equal(html(['a', { href: written }, 'x']), `<a href="${href.replace('&', '&amp;')}">x</a>`));
}

test('pictures and forms know the own server alone', () => {
  assert.equal(html(['img', { src: '/share/x.png', alt: '' }]), '<img src="https://sign.example/share/x.png" alt="">');
  for (const src of ['https://elsewhere.example/x.png', '//elsewhere.example/x.png', 'data:image/png;base64,', 'https://[']) {
    assert.equal(html(['img', { src, alt: '' }]), '<img alt="">', src);
    assert.equal(html(['form', { action: src }]), '<form></form>', src);
  }
});

test('a link into another window tells it nothing of this one', () => {
  assert.equal(html(['a', { href: '/', target: '_blank' }]), '<a href="https://sign.example/" target="_blank" rel="noopener"></a>');
  assert.equal(html(['a', { href: '/' }]), '<a href="https://sign.example/"></a>');
});
