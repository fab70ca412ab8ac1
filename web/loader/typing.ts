// A page's keyboard shortcuts leave alone what is typed into an INPUT. Out of a shadow root keys seem to come from the
// element around it, so a page would take them for its own: they stay inside.

const fields = 'input, select, textarea';
const pressed = ['Enter', ' ']; // what a button or a link is pressed with
const leaving = ['Escape', 'Tab']; // what a dialog around the widget listens for

const events = ['keydown', 'keypress', 'keyup', 'paste', 'copy', 'cut'];

// For shortcuts that hear a key before the root does: most ask whether its target is something to type into.
export function isTypedIn(root: ShadowRoot): boolean {
  return root.activeElement?.matches(fields) ?? false;
}

// Where one did not ask, and took the key, its letter is written all the same.
function writeTaken({ type, defaultPrevented, key, ctrlKey, altKey, metaKey }: KeyboardEvent): void {
  const isLetter = key?.length === 1 && ctrlKey === altKey && !metaKey; // AltGr is both
  if (defaultPrevented && isLetter && type !== 'keyup') document.execCommand('insertText', false, key);
}

export function keepTyping(root: ShadowRoot): void {
  function keep(event: Event): void {
    const target = event.target as Element;
    const { key = '' } = event as KeyboardEvent;
    if (!root.contains(target) || leaving.includes(key)) return;
    const isField = target.matches(fields);
    if (!isField && !(pressed.includes(key) && target.matches('a, button, summary'))) return;
    event.stopPropagation();
    if (isField && target === root.activeElement) writeTaken(event as KeyboardEvent);
  }
  for (const event of events) root.addEventListener(event, keep);
}
