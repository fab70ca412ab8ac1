// "Did you mean gmail.com?" under the email field, with a button that changes the address. A hint: it never prevents
// sending. It is announced (WCAG 4.1.3), comes next in the tab order after the field, and appears only while nothing is
// being pressed: below it lies the button of the form, which would move away from the pointer.
import { type Translate, button } from './words';

const clickWithinMs = 350;

// Replaces the domain as the core finds it, also in "Ann <ann@gmial.com>" and after a full-width @.
function withDomain(text: string, domain: string): string {
  return text.replace(/[@＠][^\s<>,;]*/, `@${domain}`);
}

export class Suggestion {
  readonly #field: HTMLInputElement;
  readonly #live = document.createElement('div');
  readonly #find: () => string;
  readonly #translate: Translate;
  #watching = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPressed = false;
  #isDue = false;
  #domain = ''; // that is suggested now

  // `find` gives the domain that was probably meant, or ''.
  constructor(field: HTMLInputElement, find: () => string, translate: Translate) {
    this.#field = field;
    this.#find = find;
    this.#translate = translate;
    this.#live.className = 'suggestion';
    this.#live.setAttribute('role', 'status');
    field.closest('.field')?.append(this.#live);
    field.addEventListener('change', () => this.#show());
    field.addEventListener('keydown', ({ key, shiftKey }) => {
      if (key === 'Tab' && !shiftKey) this.#show(); // now, so that Tab reaches the button
    });
    field.addEventListener('focus', () => this.#watch());
    if (field.matches(':focus')) this.#watch(); // this file came while somebody was typing
  }

  // Notices what is pressed anywhere, from the field's focus until the press that ends it is over.
  #watch(): void {
    this.#watching.abort();
    this.#watching = new AbortController();
    const options = { capture: true, signal: this.#watching.signal };
    window.addEventListener('pointerdown', () => this.#press(), options);
    for (const end of ['pointerup', 'pointercancel']) window.addEventListener(end, () => this.#release(), options);
  }

  #press(): void {
    clearTimeout(this.#timer);
    this.#isPressed = true;
  }

  // The click comes after pointerup. On a touch screen, so does the field's change.
  #release(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#isPressed = false;
      if (!this.#field.matches(':focus')) this.#watching.abort();
      if (this.#isDue) this.#show();
    }, clickWithinMs);
  }

  #show(): void {
    this.#isDue = this.#isPressed;
    if (!this.#isPressed && this.#field.isConnected) this.#update();
  }

  #update(): void {
    const domain = this.#find();
    if (domain === this.#domain) return;
    this.#domain = domain;
    this.#live.replaceChildren();
    if (!domain) return;
    const question = document.createElement('span');
    question.textContent = this.#translate('did_you_mean', { domain });
    const use = button(this.#translate('use_domain', { domain }), '', () => {
      this.#field.value = withDomain(this.#field.value, domain);
      this.#field.focus();
      this.#update();
    });
    this.#live.append(question, use);
  }
}
