// The step between signing and counting, if a campaign requires confirmation: the signer types the code from the mail.
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

// The value of a decimal digit of any script. Ten digits follow each other; before their zero is no digit, or the nine
// of another ten.
function valueOf(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  let value = 0;
  while (digit.test(String.fromCodePoint(code - value - 1))) ++value;
  return value % 10;
}

// The digits in what was typed or pasted: "123 456" and "١٢٣٤٥٦" are 123456.
function digitsOf(text: string): string {
  return [...text].filter((character) => digit.test(character)).map(valueOf).join('');
}

// Sends `form` with `send`. A second press meanwhile does nothing; a lost connection is reported in `status`.
function onSubmit(form: HTMLFormElement, status: Element | null, translate: Translate, send: (body: URLSearchParams) => Promise<void>): void {
  const button = form.querySelector('button');
  let sending = false;

  async function submit(): Promise<void> {
    if (sending) return;
    sending = true;
    button?.setAttribute('aria-disabled', 'true');
    if (status) status.textContent = '';
    try {
      await send(new URLSearchParams([...new FormData(form)] as [string, string][])); // it has no file field
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
  // Pasted text may be longer than the field: maxlength would cut the last digit of "123 456".
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
