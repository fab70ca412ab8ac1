// The step between a signature and its counting, where a campaign confirms: the code from the mail is typed here.
import { Refusal, type Reply, type View, pageOf, post } from './api';
import { clearErrors, showErrors } from './error_summary';
import { buildAll } from './tree';
import type { Translate } from './words';

export interface PendingOptions {
  readonly campaign: string;
  readonly translate: Translate;
  readonly confirmed: (reply: Reply) => void;
  readonly back: () => void;
}

const digit = /\p{Nd}/u;

// The value of a decimal digit of any script: ten follow each other, and what precedes their zero is no digit or the
// nine of ten others.
function valueOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (digit.test(String.fromCodePoint(code - value - 1))) ++value;
  return value % 10;
}

// The digits of what was typed or pasted: "123 456" and "١٢٣٤٥٦" are 123456.
function digitsOf(text: string): string {
  return [...text].filter((character) => digit.test(character)).map(valueOf).join('');
}

// Sends `form` by `send`; a second press while that runs does nothing, and a lost line is said in `status`.
function onSubmit(form: HTMLFormElement, status: Element | null, translate: Translate, send: (body: URLSearchParams) => Promise<void>): void {
  const button = form.querySelector('button');
  let sending = false;

  async function submit(): Promise<void> {
    if (sending) return;
    sending = true;
    button?.setAttribute('aria-disabled', 'true');
    if (status) status.textContent = '';
    try {
      await send(new URLSearchParams([...new FormData(form)] as [string, string][])); // it has no field for a file
    } catch (error) {
      if (status) status.textContent = (error instanceof Refusal && error.problem.detail) || translate('offline');
    } finally {
      sending = false;
      button?.removeAttribute('aria-disabled');
    }
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void submit();
  });
}

function enableCode(form: HTMLFormElement, status: Element | null, { campaign, translate, confirmed }: PendingOptions): void {
  const field = form.elements.namedItem('code');
  // What is pasted may be longer than the field: "123 456" would lose its last digit to maxlength.
  form.addEventListener('paste', (event) => {
    const digits = digitsOf(event.clipboardData?.getData('text') ?? '');
    if (!digits || !(field instanceof HTMLInputElement)) return;
    event.preventDefault();
    field.value = digits;
  });
  onSubmit(form, status, translate, async (body) => {
    body.set('code', digitsOf(body.get('code') ?? ''));
    try {
      confirmed(await post<Reply>(campaign, 'confirmations', body));
    } catch (error) {
      const problems = (error instanceof Refusal && error.problem.errors) || [];
      if (!problems.some(({ field: name }) => name === 'code')) throw error;
      showErrors(form, problems.map(({ field: name, detail }) => ({ field: name, text: detail })));
    }
  });
  form.addEventListener('submit', () => clearErrors(form));
}

// `root` shows the pending step; `sent` is the signature that waits for its code.
export function enablePending(root: HTMLElement, sent: URLSearchParams, options: PendingOptions): void {
  for (const field of root.querySelectorAll<HTMLInputElement>('form input[type="hidden"]')) {
    field.value = sent.get(field.name) ?? field.value;
  }
  const status = root.querySelector('[role="status"]');
  const confirm = root.querySelector<HTMLFormElement>('form[data-action="confirm"]');
  if (confirm) enableCode(confirm, status, options);
  const again = root.querySelector<HTMLFormElement>('form[data-action="again"]');
  if (again) {
    onSubmit(again, status, options.translate, async (body) => {
      const { view } = await post<View>(options.campaign, 'confirmations/again', body);
      const said = buildAll(view, pageOf(options.campaign));
      if (status) status.textContent = said.textContent;
    });
  }
  root.querySelector('a[data-action="back"]')?.addEventListener('click', (event) => {
    event.preventDefault();
    options.back();
  });
}
