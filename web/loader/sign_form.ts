// The sign form in a widget or on the server's own page: checks with the core, says what is missing, sends, waits when
// the server asks for it, and never lets go of what was typed.
import { type Count, type FieldProblem, type PetitionView, Refusal, pageOf, postSignature } from './api';
import { type Core, loadCore } from './core';
import { fillCountries } from './countries';
import { type FieldError, clearErrors, hasField, showErrors } from './error_summary';
import { emit } from './events';

export interface SignFormOutcome {
  signed(reply: Count): void;
  textChanged(petition: PetitionView, errors: readonly FieldError[]): void;
}

const coreWaitMs = 500; // a press of the button waits this long for the core, no longer
const sendsMax = 6;
const waitSecondsMax = 60;
const utmLengthMax = 64;

function delay(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

// 128 random bits, 32 hexadecimal digits.
function newIdempotencyKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// Asked to wait, or met something between us and the server that may pass.
function isBusy(status: number): boolean {
  return status === 429 || (status >= 502 && status <= 504);
}

export class SignForm {
  readonly #form: HTMLFormElement;
  readonly #texts: PetitionView;
  readonly #partner: string;
  readonly #outcome: SignFormOutcome;
  readonly #button: HTMLButtonElement | null;
  readonly #buttonText: string;
  readonly #status = document.createElement('p');
  #core: Core | undefined;
  #sending = false;
  #sent = '';
  #key = '';

  constructor(form: HTMLFormElement, texts: PetitionView, partner: string, outcome: SignFormOutcome) {
    this.#form = form;
    this.#texts = texts;
    this.#partner = partner;
    this.#outcome = outcome;
    this.#button = form.querySelector('button.primary');
    this.#buttonText = this.#button?.textContent ?? '';
    this.#status.className = 'status';
    this.#status.setAttribute('role', 'status');
    this.#button?.after(this.#status);
    form.noValidate = true;
    for (const select of form.querySelectorAll<HTMLSelectElement>('select[data-value]')) fillCountries(select, texts.lang);
    form.addEventListener('focusin', () => void this.#loadCore(), { once: true });
    form.addEventListener('change', (event) => this.#suggestDomain(event.target));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#submit();
    });
  }

  showErrors(errors: readonly FieldError[]): void {
    showErrors(this.#form, errors);
    emit(this.#form, 'invalid', { campaign: this.#texts.slug, fields: errors.map(({ field }) => field) });
  }

  #word(name: string, values: Readonly<Record<string, string | number>> = {}): string {
    return (this.#texts.words[name] ?? '').replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
  }

  async #loadCore(): Promise<void> {
    this.#core = await loadCore();
  }

  // What is sent, apart from the key that marks a repeated try as the same signature.
  #body(): URLSearchParams {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.#form)) {
      if (typeof value === 'string' && name !== 'idempotency_key') body.append(name, value);
    }
    body.set('locale', this.#texts.lang);
    if (this.#partner) body.set('partner', this.#partner);
    if (location.origin !== 'null') body.set('page', location.origin + location.pathname);
    const query = new URLSearchParams(location.search);
    for (const name of ['utm_source', 'utm_medium', 'utm_campaign']) {
      const value = query.get(name);
      if (value && value.length <= utmLengthMax) body.set(name, value);
    }
    return body;
  }

  #textOf(field: string, code: string): string {
    return this.#texts.messages[`${field}.${code}`] ?? '';
  }

  // What the core finds wrong, as far as there are words for it: the rest is for the server to say.
  #check(body: URLSearchParams): FieldError[] {
    const errors = this.#core?.check(this.#texts.rules, body.toString())?.errors ?? [];
    return errors.map(({ field, code }) => ({ field, text: this.#textOf(field, code) })).filter(({ text }) => text);
  }

  async #submit(): Promise<void> {
    if (this.#sending) return;
    this.#setSending(true);
    this.#say('');
    try {
      if (!this.#core) await Promise.race([this.#loadCore(), delay(coreWaitMs)]);
      const body = this.#body();
      const errors = this.#check(body);
      if (errors.length > 0) return this.showErrors(errors);
      clearErrors(this.#form);
      this.#outcome.signed(await this.#send(body));
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#setSending(false);
    }
  }

  // The same words twice are one signature, whatever became of the first try; other words are another.
  #addKey(body: URLSearchParams): void {
    const text = body.toString();
    if (text !== this.#sent) this.#key = newIdempotencyKey();
    this.#sent = text;
    body.set('idempotency_key', this.#key);
  }

  async #send(body: URLSearchParams): Promise<Count> {
    this.#addKey(body);
    for (let sends = 1; ; ++sends) {
      try {
        return await postSignature(this.#texts.slug, body);
      } catch (error) {
        if (!(error instanceof Refusal) || !isBusy(error.status) || sends === sendsMax) throw error;
        const asked = Math.min(Math.max(error.retryAfterSeconds, sends), waitSecondsMax);
        const seconds = asked * (1 + Math.random() / 4); // so that those sent away together do not return together
        this.#say(this.#word('busy', { seconds: Math.ceil(seconds) }));
        await delay(seconds * 1000);
      }
    }
  }

  #fail(error: unknown): void {
    emit(this.#form, 'error', { campaign: this.#texts.slug, status: error instanceof Refusal ? error.status : 0 });
    if (!(error instanceof Refusal)) return this.#say(this.#word('offline'));
    const { petition, detail, errors: problems = [] } = error.problem;
    const errors = this.#worded(problems);
    if (petition) this.#outcome.textChanged(petition, errors);
    else if (errors.some(({ field }) => hasField(this.#form, field))) this.showErrors(errors);
    else if (error.status === 403) this.#sayWithLink(this.#word('refused'));
    else this.#say(detail || this.#word('offline'));
  }

  #worded(problems: readonly FieldProblem[]): FieldError[] {
    return problems.map(({ field, code, detail }) => ({ field, text: this.#textOf(field, code) || detail }));
  }

  #setSending(sending: boolean): void {
    this.#sending = sending;
    if (!this.#button) return;
    this.#button.setAttribute('aria-disabled', String(sending));
    this.#button.textContent = (sending && this.#word('sending')) || this.#buttonText;
  }

  #say(text: string): void {
    this.#status.textContent = text;
  }

  #sayWithLink(text: string): void {
    const link = document.createElement('a');
    link.href = pageOf(this.#texts.slug);
    link.textContent = this.#word('open_page');
    this.#status.replaceChildren(`${text} `, link);
  }

  // "Did you mean gmail.com?" beside the address, with a button that changes it. A hint: it stops nobody.
  #suggestDomain(changed: EventTarget | null): void {
    if (!(changed instanceof HTMLInputElement) || changed.name !== 'email') return;
    const group = changed.closest('.field');
    group?.querySelector('.suggestion')?.remove();
    const domain = this.#core?.check(this.#texts.rules, this.#body().toString())?.suggestedDomain;
    if (!group || !domain) return;
    const suggestion = document.createElement('div');
    suggestion.className = 'suggestion';
    suggestion.setAttribute('role', 'status');
    const question = document.createElement('span');
    question.textContent = this.#word('did_you_mean', { domain });
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = this.#word('use_domain', { domain });
    button.addEventListener('click', () => {
      changed.value = changed.value.replace(/@[^@]*$/, `@${domain}`);
      suggestion.remove();
      changed.focus();
    });
    suggestion.append(question, button);
    group.append(suggestion);
  }
}
