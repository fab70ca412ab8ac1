// A page's keyboard shortcuts ignore keys typed into an INPUT. But keys from a shadow root seem to come from the
// element around it, so the page would handle them: this keeps them inside.

const fields = 'input, select, textarea';
const pressed = ['Enter', ' ']; // they press a button or a link
const leaving = ['Escape', 'Tab']; // a dialog around the widget listens for them

const events = ['keydown', 'keypress', 'keyup', 'paste', 'copy', 'cut'];

// For shortcuts that receive a key before the root does: most of them check whether its target is a text field.
export function isTypedIn(root: ShadowRoot): boolean {
  return root.activeElement?.matches(fields) ?? false;
}

// If a shortcut did not check and cancelled the key, its character is inserted anyway.
function insertCancelledCharacter({ type, defaultPrevented, key, ctrlKey, altKey, metaKey }: KeyboardEvent): void {
  const isLetter = key?.length === 1 && ctrlKey === altKey && !metaKey; // AltGr sets both
  if (defaultPrevented && isLetter && type !== 'keyup') document.execCommand('insertText', false, key);
}

// A page that cancels what is pressed outside of its own fields keeps the focus from ours, but the click still comes. See
// pressing.ts for lists and touch screens.
function focusPressedField(root: ShadowRoot): void {
  root.addEventListener('click', ({ target }) => {
    if ((target as Element).matches(fields)) (target as HTMLElement).focus();
  });
}

export function keepKeysInside(root: ShadowRoot): void {
  function keep(event: Event): void {
    const target = event.target as Element;
    const { key = '' } = event as KeyboardEvent;
    if (!root.contains(target) || leaving.includes(key)) return;
    const isField = target.matches(fields);
    if (!isField && !(pressed.includes(key) && target.matches('a, button, summary'))) return;
    event.stopPropagation();
    if (isField && target === root.activeElement) insertCancelledCharacter(event as KeyboardEvent);
  }
  for (const event of events) root.addEventListener(event, keep);
  focusPressedField(root);
}
