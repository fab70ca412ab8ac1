// The sign form in a widget or on the server's own page: checks with the core, shows errors, sends, waits if the server
// asks for it, and always keeps what was typed.
import { type FieldProblem, type FormDocument, type PetitionView, type Problem, Refusal, type Reply, pageOf } from './api';
import type { Core } from './core';
import { type FieldError, clearErrors, hasField, missingBoxes, showErrors } from './error_summary';
import { emit } from './events';
import { pageAddress } from './page_address';
import { challengeOf, delay, isTemporarilyUnavailable, newIdempotencyKey, sendSignature } from './sending';
import { Suggestion } from './suggestion';
import { waitFor } from './waiting';
import { type Translate, paragraph, translator } from './words';

export interface SignFormOptions {
  readonly campaign: string;
  readonly lang: string;
  readonly shownAt: number; // from performance.now()
  readonly texts: FormDocument;
  readonly core: Promise<Core | undefined>;
  readonly partner: () => string;
  readonly answered: (reply: Reply, sent: URLSearchParams) => void;
  readonly unreachable: (sent: URLSearchParams, why: string) => void;
  readonly textChanged: (petition: PetitionView, texts: FormDocument | undefined, errors: readonly FieldError[]) => void;
}

const coreWaitMs = 500; // how long a press of the button waits for the core
const utmLengthMax = 64;

export class SignForm {
  readonly element: HTMLFormElement;
  readonly #options: SignFormOptions;
  readonly #translate: Translate;
  readonly #button: HTMLButtonElement | null;
  readonly #buttonText: string;
  readonly #status = paragraph('', 'status');
  #question: Element | undefined;
  #core: Core | undefined;
  #sending = false;
  #isClosed = false;
  #isCancelled = false;
  #sent = '';
  #key = '';

  constructor(form: HTMLFormElement, options: SignFormOptions) {
    this.element = form;
    this.#options = options;
    this.#translate = translator(options.texts.words);
    this.#button = form.querySelector('button.primary');
    this.#buttonText = this.#button?.textContent ?? '';
    this.#status.setAttribute('role', 'status');
    this.#button?.after(this.#status);
    void options.core.then((core) => (this.#core = core));
    form.noValidate = true;
    const email = form.querySelector<HTMLInputElement>('input[name=email]');
    if (email) new Suggestion(email, () => this.#domainMeant(), this.#translate);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.submit();
    });
  }

  async submit(): Promise<void> {
    if (this.#sending || this.#isClosed) return;
    this.#setSending(true);
    this.#isCancelled = false;
    this.showStatus('');
    try {
      if (!this.#core) await Promise.race([this.#options.core, delay(coreWaitMs)]);
      const body = this.#body();
      const errors = this.#check(body);
      if (errors.length > 0) return this.showErrors(errors);
      clearErrors(this.element);
      this.#addKey(body);
      await this.#send(body);
    } finally {
      this.#setSending(false);
    }
  }

  showErrors(errors: readonly FieldError[]): void {
    showErrors(this.element, errors);
    const fields = [...new Set(errors.map(({ field }) => field))];
    emit(this.element, 'invalid', { campaign: this.#options.campaign, fields });
  }

  // Shows the server's errors about a signature from this form, sent now or earlier.
  showRefusal(refusal: Refusal): void {
    const { status, problem } = refusal;
    const { petition, form, detail, errors: problems = [] } = problem;
    const errors = this.#withMessages(problems);
    if (petition) this.#options.textChanged(petition, form, errors);
    else if (problems.some(({ code }) => code === 'campaign_closed')) this.#close(detail);
    else if (challengeOf(refusal) || errors.some(({ field }) => hasField(this.element, field))) this.showErrors(errors);
    else if (status === 403) this.#showStatusWithLink(this.#translate('refused'));
    else this.showStatus(detail || this.#translate('offline'));
  }

  // Nobody can sign any more. Says so in the button's place; what was typed stays, and can be copied.
  #close(detail: string | undefined): void {
    this.#isClosed = true;
    const notice = paragraph(this.#translate('closed') || (detail ?? ''), 'notice');
    notice.tabIndex = -1;
    if (this.#button) this.#button.replaceWith(notice);
    else this.element.append(notice);
    for (const control of this.element.querySelectorAll<HTMLInputElement>('input, select, textarea')) {
      if (control.matches('select, [type="checkbox"], [type="radio"]')) control.disabled = true;
      else control.readOnly = true;
    }
    const root = this.element.getRootNode() as ParentNode;
    root.querySelector('a[data-action="to-form"]')?.remove();
    notice.focus();
  }

  // Shows a text under the button, with a button of its own below it if `question` is given.
  showStatus(text: string, question?: Element): void {
    this.#status.textContent = text;
    this.#question?.remove();
    this.#question = question;
    if (question) this.#status.after(question);
  }

  // What is sent, without the key that marks a repeated attempt as the same signature.
  #body(): URLSearchParams {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(this.element)) {
      if (typeof value === 'string' && name !== 'idempotency_key') body.append(name, value);
    }
    body.set('locale', this.#options.lang);
    const partner = this.#options.partner();
    if (partner) body.set('partner', partner);
    const page = pageAddress();
    if (page) body.set('page', page);
    const query = new URLSearchParams(location.search);
    for (const name of ['utm_source', 'utm_medium', 'utm_campaign']) {
      const value = query.get(name);
      if (value && value.length <= utmLengthMax) body.set(name, value);
    }
    return body;
  }

  // The domain that the address was probably meant to have.
  #domainMeant(): string {
    return this.#core?.check(this.#options.texts.rules, this.#body().toString())?.suggestedDomain ?? '';
  }

  // What to show for an error: for each box that has to be ticked words of its own. Without words it is left out.
  #shown(field: string, code: string, detail = ''): FieldError[] {
    const { messages } = this.#options.texts;
    const text = messages[`${field}.${code}`] || detail;
    const boxes = missingBoxes(this.element, field).map((box) => ({ field, box, text: messages[`${field}.${code}.${box}`] || text }));
    return (boxes.length > 0 ? boxes : [{ field, text }]).filter((error) => error.text);
  }

  // The core's errors for which there is a message; the server reports the others.
  #check(body: URLSearchParams): FieldError[] {
    const errors = this.#core?.check(this.#options.texts.rules, body.toString())?.errors ?? [];
    return errors.flatMap(({ field, code }) => this.#shown(field, code));
  }

  // The same contents again are the same signature, whatever happened to the first attempt; other contents are a new
  // one.
  #addKey(body: URLSearchParams): void {
    const text = body.toString();
    if (text !== this.#sent) this.#key = newIdempotencyKey();
    this.#sent = text;
    body.set('idempotency_key', this.#key);
    body.set('elapsed_ms', String(Math.round(performance.now() - this.#options.shownAt)));
  }

  // False if it was removed from the page, or cancelled during a wait.
  #isWanted(): boolean {
    return this.element.isConnected && !this.#isCancelled;
  }

  async #wait(seconds: number): Promise<void> {
    const { words, buttons, over } = waitFor({
      translate: this.#translate,
      lang: this.#options.lang,
      seconds,
      isWanted: () => this.#isWanted(),
      cancel: () => (this.#isCancelled = true),
    });
    this.showStatus('', buttons);
    this.#status.replaceChildren(...words);
    await over;
    if (buttons.matches(':focus-within')) this.#button?.focus();
    this.showStatus('');
  }

  async #send(body: URLSearchParams): Promise<void> {
    const { campaign, answered, unreachable } = this.#options;
    try {
      const reply = await sendSignature(campaign, body, {
        isWanted: () => this.#isWanted(),
        solving: () => this.showStatus(this.#translate('solving')),
        wait: (seconds) => this.#wait(seconds),
      });
      this.showStatus('');
      answered(reply, body);
    } catch (error) {
      this.showStatus('');
      if (!this.#isWanted()) return;
      // An error in a field is reported as "invalid", whether the core or the server found it.
      const { status, problem } = error instanceof Refusal ? error : { status: 0, problem: {} as Problem };
      const isInvalid = status === 422 && problem.errors?.some(({ field }) => hasField(this.element, field));
      if (!isInvalid) emit(this.element, 'error', { campaign, status });
      if (isTemporarilyUnavailable(error) && !challengeOf(error)) {
        unreachable(body, (error instanceof Refusal && error.problem.detail) || this.#translate('offline'));
      } else {
        this.showRefusal(error as Refusal);
      }
    }
  }

  #withMessages(problems: readonly FieldProblem[]): FieldError[] {
    return problems.flatMap(({ field, code, detail }) => this.#shown(field, code, detail));
  }

  #setSending(sending: boolean): void {
    this.#sending = sending;
    if (!this.#button) return;
    this.#button.setAttribute('aria-disabled', String(sending));
    this.#button.textContent = (sending && this.#translate('sending')) || this.#buttonText;
  }

  #showStatusWithLink(text: string): void {
    const link = document.createElement('a');
    link.href = pageOf(this.#options.campaign);
    link.textContent = this.#translate('open_page');
    this.#status.replaceChildren(`${text} `, link);
  }
}
