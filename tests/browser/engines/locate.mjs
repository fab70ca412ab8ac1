// Runs inside the tested page, so it uses nothing from outside: finds what a reader sees by its role and its words,
// through open shadow roots. Undefined if nothing visible fits.
//
// `scope` is the element to look in, as a CSS selector; empty for the whole page. The words of a field are its label,
// those of a frame its title. Words that fit exactly come before words that contain `name`.
export function locate(scope, role, name) {
  const selectors = {
    alert: '[role="alert"]',
    button: 'button, [role="button"], summary',
    field: 'input, select, textarea',
    frame: 'iframe',
    heading: 'h1, h2, h3, h4',
    link: 'a[href]',
    status: '[role="status"]',
    text: '*',
  };
  function* below(node) {
    if (node.shadowRoot) yield* below(node.shadowRoot);
    for (const child of node.children) {
      yield child;
      yield* below(child);
    }
  }
  const plain = (text) => (text ?? '').trim().replace(/\s+/g, ' ');
  const words = (element) => {
    if (role === 'frame') return plain(element.title);
    if (role === 'field') return plain([...(element.labels ?? [])].map((label) => label.textContent).join(' '));
    return plain(element.ariaLabel ?? element.textContent);
  };
  const isVisible = (element) => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && getComputedStyle(element).visibility === 'visible';
  };
  const place = scope === '' ? document.body : document.querySelector(scope);
  if (!place) return undefined;
  const found = [...below(place)]
    .filter((element) => element.matches(selectors[role]) && words(element).includes(name) && isVisible(element));
  // A text is the innermost element that has it.
  return found.find((element) => words(element) === name) ?? (role === 'text' ? found.at(-1) : found[0]);
}
