// Builds DOM nodes from a view tree (shared/view/node.h). The tree comes from our own server and is already safe. The
// allowlists here guarantee it once more on somebody else's page: no scripts, styles, handlers or frames, and nothing
// loaded from elsewhere.

import { viewAttributes, viewTags } from '../generated/constants';

// A text, or [tag, {attributes}, child...], where {} may be left out.
export type Tree = string | TreeElement;
type Attributes = Readonly<Record<string, string>>;
type TreeElement = readonly (string | TreeElement | Attributes)[];

function isTree(part: Tree | Attributes): part is Tree {
  return typeof part === 'string' || Array.isArray(part);
}

const tags = new Set(viewTags.split(' '));
const attributes = new Set(viewAttributes.split(' '));

const linkProtocols = new Set(['https:', 'http:', 'mailto:', 'tel:', 'sms:']);

// An address to follow. A fragment ("#demand-1") becomes that place on the petition's own page: we must not change the
// address of the embedding page.
function linkAddress(value: string, base: string): string {
  try {
    const url = new URL(value, base);
    return linkProtocols.has(url.protocol) ? url.href : '#';
  } catch {
    return '#';
  }
}

// An address to fetch from or send to: only on the server's own origin.
function ownAddress(value: string, base: string): string | undefined {
  try {
    const url = new URL(value, base);
    return url.origin === new URL(base).origin ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function setAttribute(element: Element, name: string, value: string, base: string): void {
  let safe: string | undefined = attributes.has(name) || name.startsWith('aria-') ? value : undefined;
  if (name === 'href') safe = linkAddress(value, base);
  if (name === 'src' || name === 'action') safe = ownAddress(value, base);
  if (safe !== undefined) element.setAttribute(name, safe);
}

// `base` is the address of the document on our own server. A tag that is not allowed becomes an empty text.
export function build(tree: Tree, base: string): Node {
  if (typeof tree === 'string') return document.createTextNode(tree);
  const [tag, ...rest] = tree as readonly [string, ...(Tree | Attributes)[]];
  if (!tags.has(tag)) return document.createTextNode('');
  const element = document.createElement(tag);
  for (const part of rest) {
    if (isTree(part)) {
      element.append(build(part, base));
    } else {
      for (const [name, value] of Object.entries(part)) setAttribute(element, name, value, base);
    }
  }
  if (element instanceof HTMLAnchorElement && element.target === '_blank') element.relList.add('noopener');
  return element;
}

export function buildAll(trees: readonly Tree[], base: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const tree of trees) fragment.append(build(tree, base));
  return fragment;
}
