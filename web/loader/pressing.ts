// A page may cancel what is pressed outside of its own fields, buttons and links, and ours seem to be outside. Then a list
// does not open, and a touch does not become a click. typing.ts has the focus.
const roots = new WeakSet<Node>();

function openList(root: ShadowRoot, { target }: Event): void {
  const wasFocused = target === root.activeElement;
  if (target instanceof HTMLSelectElement && !wasFocused && 'showPicker' in target) target.showPicker();
}

function clickTouched(root: ShadowRoot, { changedTouches, target }: TouchEvent): void {
  const [touch] = changedTouches;
  const isTap = touch && root.elementFromPoint(touch.clientX, touch.clientY) === target;
  if (isTap && target instanceof HTMLElement) target.click();
}

// Once for each root.
export function pressInside(root: Node): void {
  if (!(root instanceof ShadowRoot) || roots.has(root)) return;
  roots.add(root);
  let start: Event | undefined;
  const options = { passive: true, capture: true };
  // In the capture phase: before the loader focuses the field.
  root.addEventListener('click', (event) => openList(root, event), options);
  root.addEventListener('touchstart', (event) => (start = event), options);
  root.addEventListener('touchend', (event) => {
    if (start?.defaultPrevented) clickTouched(root, event as TouchEvent);
  });
}
