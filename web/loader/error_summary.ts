// Shows the errors of a form the way GOV.UK does: a summary with links takes the focus, and the same messages are
// beside each field until the next attempt.
import { moveFocus } from './move_focus';

export interface FieldError {
  readonly field: string; // empty: the form as a whole
  readonly text: string;
  readonly box?: string; // of several in the field, the value of the one that has to be ticked
}

const controls = 'input:not([type="hidden"]), select, textarea';

function groupOf(form: HTMLFormElement, field: string): HTMLElement | null {
  return field ? form.querySelector<HTMLElement>(`[data-field="${CSS.escape(field)}"]`) : null;
}

// The values of a field's boxes that have to be ticked and are not.
export function missingBoxes(form: HTMLFormElement, field: string): string[] {
  const boxes = groupOf(form, field)?.querySelectorAll<HTMLInputElement>('input[type="checkbox"][required]:not(:checked)') ?? [];
  return Array.from(boxes, ({ value }) => value);
}

export function hasField(form: HTMLFormElement, field: string): boolean {
  return groupOf(form, field) !== null;
}

function summaryOf(form: HTMLFormElement): HTMLElement | null {
  return form.querySelector<HTMLElement>('[data-part="errors"]');
}

// Marks the boxes with these values, or all controls if there are none.
function setFieldError(group: HTMLElement, text: string, boxes: readonly string[] = []): void {
  const place = group.querySelector<HTMLElement>('.error');
  if (place) {
    place.textContent = text;
    place.hidden = !text;
  }
  for (const control of group.querySelectorAll<HTMLInputElement>(controls)) {
    if (text && (boxes.length === 0 || boxes.includes(control.value))) control.setAttribute('aria-invalid', 'true');
    else control.removeAttribute('aria-invalid');
  }
}

function summaryItem(form: HTMLFormElement, { field, text, box }: FieldError): HTMLLIElement {
  const item = document.createElement('li');
  const own = [...(groupOf(form, field)?.querySelectorAll<HTMLInputElement>(controls) ?? [])];
  const control = own.find(({ value }) => value === box) ?? own[0];
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
  for (const field of new Set(errors.map((error) => error.field))) {
    const group = groupOf(form, field);
    const own = errors.filter((error) => error.field === field);
    if (group) setFieldError(group, own.map(({ text }) => text).join(' '), own.flatMap(({ box }) => box ?? []));
  }
  const summary = summaryOf(form);
  if (!summary) return;
  summary.querySelector('ul')?.replaceChildren(...errors.map((error) => summaryItem(form, error)));
  summary.hidden = false;
  moveFocus(summary);
}
