// Shows the errors of a form the way GOV.UK does: a summary with links takes the focus, and the same messages are
// beside each field until the next attempt.
import { moveFocus } from './move_focus';

export interface FieldError {
  readonly field: string; // empty: the form as a whole
  readonly text: string;
}

const controls = 'input:not([type="hidden"]), select, textarea';

function groupOf(form: HTMLFormElement, field: string): HTMLElement | null {
  return field ? form.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`) : null;
}

// The required box that is not ticked. Several boxes may stand in one field; an error is about the first of them.
export function missingBox(form: HTMLFormElement, field: string): HTMLInputElement | null {
  return groupOf(form, field)?.querySelector('input[type="checkbox"][required]:not(:checked)') ?? null;
}

export function hasField(form: HTMLFormElement, field: string): boolean {
  return groupOf(form, field) !== null;
}

function summaryOf(form: HTMLFormElement): HTMLElement | null {
  return form.querySelector<HTMLElement>('[data-part="errors"]');
}

function setFieldError(group: HTMLElement, text: string, box?: HTMLInputElement | null): void {
  const place = group.querySelector<HTMLElement>('.error');
  if (place) {
    place.textContent = text;
    place.hidden = !text;
  }
  for (const control of group.querySelectorAll(controls)) {
    if (text && (!box || control === box)) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
  }
}

function summaryItem(form: HTMLFormElement, { field, text }: FieldError): HTMLLIElement {
  const item = document.createElement('li');
  const control = missingBox(form, field) ?? groupOf(form, field)?.querySelector<HTMLElement>(controls);
  if (!control) {
    item.textContent = text;
    return item;
  }
  const link = document.createElement('a');
  link.href = `#${control.id}`;
  link.textContent = text;
  // The browser does not look for a link's target inside the shadow root.
  link.addEventListener('click', (event) => {
    event.preventDefault();
    control.focus();
  });
  item.append(link);
  return item;
}

export function clearErrors(form: HTMLFormElement): void {
  const summary = summaryOf(form);
  if (summary) summary.hidden = true;
  for (const group of form.querySelectorAll<HTMLElement>('[data-field]')) setFieldError(group, '');
}

export function showErrors(form: HTMLFormElement, errors: readonly FieldError[]): void {
  clearErrors(form);
  for (const { field, text } of errors) {
    const group = groupOf(form, field);
    if (group) setFieldError(group, text, missingBox(form, field));
  }
  const summary = summaryOf(form);
  if (!summary) return;
  summary.querySelector('ul')?.replaceChildren(...errors.map((error) => summaryItem(form, error)));
  summary.hidden = false;
  moveFocus(summary);
}
