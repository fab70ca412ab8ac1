// Moves the focus to what has just appeared, and shows it. WebKit does not scroll to it if the page became shorter in the
// same task, as it does when the thanks replace the form.
export function moveFocus(to: HTMLElement | null | undefined): void {
  to?.focus();
  to?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
}
