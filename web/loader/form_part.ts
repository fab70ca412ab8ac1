// The second file of the widget (form.js), loaded when somebody is about to sign. It handles all steps from the form to
// the thanks, including the code from the mail and the wait on this device while the server is out of reach.
//
// A page may have a loader that is older or newer than this file. PetitionMount and SignStep are the interface between
// the two.
import { type Count, type FormDocument, type PetitionView, type Refusal, type Reply, type View, fetchForm, pageOf } from './api';
import { startCore } from './core';
import type { FieldError } from './error_summary';
import { emit } from './events';
import { type KeptSignature, hasExpired, keep, loadWaiting } from './kept';
import { keptBox, offerToKeep } from './kept_box';
import { type KeptSender, senderOf } from './kept_sender';
import { moveFocus } from './move_focus';
import { enablePending } from './pending';
import { forgetStep, keepStep, keptStep } from './pending_kept';
import { prefill } from './prefill';
import { pressInside } from './pressing';
import { enableSharing } from './share';
import { SignForm } from './sign_form';
import { buildAll } from './tree';
import { type Translate, paragraph, translator } from './words';
import styles from './form_part.css';

// A petition on the page, put there by the loader or by the server.
export interface PetitionMount {
  readonly root: HTMLElement;
  readonly campaign: string;
  readonly lang: string;
  readonly form: Promise<FormDocument | undefined>;
  readonly core: Promise<ArrayBuffer | undefined>; // form.wasm, if it can run
  readonly linked?: URLSearchParams | undefined; // fields in the link that led here
  readonly shownAt?: number; // when the petition was shown, from performance.now(); missing: with the page
  readonly partner: () => string;
  readonly showText?: (petition: PetitionView) => void; // replaces the petition shown; missing on the server's page
}

export interface SignStep {
  submit(): void;
}

export interface FormPart {
  readonly begin: (mount: PetitionMount) => Promise<SignStep>;
}

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);

// The server's own pages already have these styles.
function addStyles(root: Node): void {
  if (root instanceof ShadowRoot && !root.adoptedStyleSheets.includes(sheet)) {
    root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  }
}

type Language = Pick<View, 'lang' | 'dir'>;

// The petition around a step may come in another language; the step stays in its own.
function setLanguage(elements: Iterable<Element>, { lang, dir }: Language): void {
  for (const element of elements) Object.assign(element, { lang, dir });
}

const noTexts: FormDocument = { rules: '', messages: {}, words: {} };

function fill(form: HTMLFormElement, sent: URLSearchParams): void {
  for (const control of form.querySelectorAll<HTMLInputElement>('[name]:not([type="hidden"])')) {
    const values = sent.getAll(control.name);
    if (control.type === 'checkbox' || control.type === 'radio') control.checked = values.includes(control.value);
    else control.value = values[0] ?? '';
  }
}

// Those of this page. While one shows the thanks, the others of the same campaign and language show them too.
const flows = new Set<SigningFlow>();

// A link with fields was followed within the page. The loader removes them from the address.
addEventListener('hashchange', ({ newURL }) => {
  const [, linked] = newURL.split('#sign?', 2);
  if (linked) for (const flow of flows) flow.prefill(new URLSearchParams(linked));
});

class SigningFlow implements SignStep {
  #mount: PetitionMount;
  #language: Language;
  readonly #replaced = new MutationObserver(() => this.#keepStep());
  #texts: FormDocument;
  #translate: Translate;
  #form: SignForm | undefined;
  #thanks: Reply | undefined; // shown now
  #aside: readonly Element[] = []; // the form and its neighbours, while another step is shown instead
  #step: HTMLElement | undefined; // contains that step
  #next: { readonly mount: PetitionMount; readonly texts: FormDocument } | undefined; // of the form in another language

  constructor(mount: PetitionMount, texts: FormDocument) {
    this.#mount = mount;
    this.#language = { lang: mount.lang, dir: mount.root.dir };
    this.#texts = texts;
    this.#translate = translator(texts.words);
    this.#takeForm();
    if (!this.#form) this.#enableSharing();
    else if (mount.linked) this.prefill(mount.linked);
    const { waiting, expired } = loadWaiting(mount.campaign);
    if (expired) this.#notice(this.#translate('offline_expired'));
    const [thanks] = this.#others().flatMap((flow) => flow.#thanks ?? []);
    if (waiting) this.#showKept(waiting);
    else if (thanks) this.#show(thanks, new URLSearchParams(), 'quietly', '');
    else this.#showKeptStep();
    flows.add(this);
    this.#replaced.observe(mount.root, { childList: true });
    pressInside(mount.root.getRootNode());
  }

  // Whether this flow keeps handling what `mount.root` shows, as it shows a step there. The new form comes after it.
  continueIn(mount: PetitionMount, texts: FormDocument): boolean {
    const { root, campaign } = this.#mount;
    if (root !== mount.root || campaign !== mount.campaign || !this.#step) return false;
    this.#next = { mount, texts };
    return true;
  }

  // Another flow handles `root` from now on.
  endIn(root: HTMLElement): void {
    if (root !== this.#mount.root) return;
    this.#replaced.disconnect();
    flows.delete(this);
  }

  prefill(linked: URLSearchParams): void {
    if (this.#form) prefill(this.#form.element, linked);
  }

  // Of the same campaign and language. Forgets those that were removed from the page.
  #others(): SigningFlow[] {
    for (const flow of flows) if (!flow.#mount.root.isConnected) flows.delete(flow);
    const { campaign, lang } = this.#mount;
    return [...flows].filter((flow) => flow !== this && flow.#mount.campaign === campaign && flow.#mount.lang === lang);
  }

  submit(): void {
    void this.#form?.submit();
  }

  get #action(): HTMLElement {
    return this.#mount.root.querySelector<HTMLElement>('[data-part="action"]') ?? this.#mount.root;
  }

  #takeForm(): void {
    const { root, campaign, lang, core, partner, shownAt = 0 } = this.#mount;
    this.#aside = [];
    addStyles(root.getRootNode());
    const element = this.#formElement;
    this.#form = element
      ? new SignForm(element, {
          campaign,
          lang,
          shownAt,
          partner,
          texts: this.#texts,
          core: startCore(core),
          answered: (reply, sent) => this.#show(reply, sent, 'with focus'),
          unreachable: (sent, why) => this.#askToKeep(sent, why),
          textChanged: (petition, texts, errors) => this.#showText(petition, texts, errors),
        })
      : undefined;
  }

  #countsOf(action: HTMLElement): Element[] {
    return [...action.children].filter((child) => child.matches('[data-part="count"]'));
  }

  // Shows `content` instead of the form. The form stays unchanged, so that it can be shown again.
  #replace(content: Node, count: 'under the count' | 'with its own count'): void {
    const action = this.#action;
    const counts = this.#countsOf(action);
    if (this.#aside.length === 0) this.#aside = [...action.children].filter((child) => !counts.includes(child));
    if (count === 'under the count') action.replaceChildren(...counts, content);
    else action.replaceChildren(content);
    this.#step = action;
  }

  // Puts the step back after the loader has shown the petition again, in another language. The way back from the step
  // leads to the new form.
  #keepStep(): void {
    const { root, campaign } = this.#mount;
    const fresh = root.querySelector<HTMLElement>('[data-part="action"]');
    if (!this.#step || !fresh || fresh === this.#step) return;
    if (!root.querySelector(`#petition-${CSS.escape(campaign)}`)) return this.endIn(root);
    const counts = this.#countsOf(fresh);
    this.#aside = [...fresh.children].filter((child) => !counts.includes(child));
    this.#form = this.#next = undefined;
    if (!this.#thanks) {
      for (const count of this.#countsOf(this.#step)) count.remove();
      this.#step.prepend(...counts);
    }
    fresh.replaceWith(this.#step);
  }

  #returnToForm(): void {
    const action = this.#action;
    if (this.#aside.length > 0) action.replaceChildren(...this.#countsOf(action), ...this.#aside);
    this.#aside = [];
    this.#step = undefined;
    if (this.#form || !this.#next) return; // without a next one, the loader begins anew once the form is used
    const { mount, texts } = this.#next;
    this.#mount = mount;
    this.#texts = texts;
    this.#translate = translator(texts.words);
    this.#language = { lang: mount.lang, dir: mount.root.dir };
    this.#takeForm();
  }

  get #formElement(): HTMLFormElement | null {
    return this.#mount.root.querySelector<HTMLFormElement>('form[data-action="sign"]');
  }

  // Shows a sentence above the current step, and announces it to screen readers.
  #notice(text: string): HTMLElement {
    const notice = paragraph('', 'notice');
    setLanguage([notice], this.#language);
    notice.setAttribute('role', 'status');
    notice.tabIndex = -1;
    const action = this.#action;
    action.querySelector(':scope > .notice[role="status"]')?.remove();
    const [count] = this.#countsOf(action);
    if (count) count.after(notice);
    else action.prepend(notice);
    notice.textContent = text;
    return notice;
  }

  #show(reply: Reply, sent: URLSearchParams, focus: 'with focus' | 'quietly', announce: 'to the site' | '' = 'to the site'): void {
    const { campaign } = this.#mount;
    this.#thanks = reply.pending ? undefined : reply;
    const content = buildAll(reply.view, pageOf(campaign));
    setLanguage(content.children, reply);
    this.#replace(content, reply.pending ? 'under the count' : 'with its own count');
    const action = this.#action;
    if (focus === 'with focus') moveFocus(action.querySelector<HTMLElement>('[tabindex="-1"]'));
    if (reply.pending) {
      keepStep(campaign, { reply, sent });
      enablePending(action, sent, {
        campaign,
        translate: this.#translate,
        confirmed: (thanks) => this.#show(thanks, sent, 'with focus'),
        back: () => this.#goBack(sent),
      });
    } else {
      forgetStep(campaign);
      this.#enableSharing();
    }
    if (!announce) return;
    if (reply.pending) return emit(action, 'pending', { campaign });
    for (const flow of this.#others()) flow.#show(reply, sent, 'quietly', '');
    emit(action, 'signed', { campaign, confirmed: (reply as Count).confirmed });
  }

  // After a reload.
  #showKeptStep(): void {
    const step = keptStep(this.#mount.campaign);
    if (!step || !this.#form) return;
    fill(this.#form.element, step.sent);
    this.#show(step.reply, step.sent, 'quietly', '');
  }

  #enableSharing(): void {
    enableSharing(this.#mount.root, { campaign: this.#mount.campaign, copied: () => this.#translate('copied') });
  }

  #goBack(sent: URLSearchParams): void {
    forgetStep(this.#mount.campaign);
    this.#returnToForm();
    const form = this.#formElement;
    if (form) fill(form, sent);
    moveFocus(form?.querySelector<HTMLElement>('input:not([type="hidden"])'));
  }

  // The petition's text has changed since it was signed: shows the new text, with everything typed still in place. On
  // the server's own page, the answer to the plain form does that.
  #showText(petition: PetitionView, texts: FormDocument | undefined, errors: readonly FieldError[]): void {
    if (!this.#mount.showText) return this.#form?.element.submit();
    this.#mount.showText(petition);
    if (texts) this.#texts = texts;
    this.#takeForm();
    this.#form?.showErrors(errors);
  }

  #askToKeep(sent: URLSearchParams, why: string): void {
    const question = offerToKeep(this.#translate, () => {
      const kept = keep(this.#mount.campaign, sent.toString(), Number(this.#translate('offline_keep_days')));
      if (!kept) return this.#form?.showStatus(this.#translate('offline_no_room'));
      this.#form?.showStatus('');
      moveFocus(this.#showKept(kept));
    });
    this.#form?.showStatus(why, question);
  }

  // Returns the sentence that says that a signature is kept.
  #showKept(signature: KeptSignature): HTMLElement {
    const sender = senderOf(signature);
    let isAsked = false;
    const box = keptBox(
      this.#translate,
      () => {
        isAsked = true;
        void sender.send();
      },
      () => {
        isAsked = true;
        sender.delete();
      },
    );
    setLanguage([box.element], this.#language);
    this.#replace(box.element, 'under the count');
    this.#listen(sender, box.setSending, () => isAsked);
    void sender.send();
    return box.element.querySelector('p') ?? box.element;
  }

  #listen(sender: KeptSender, setSending: (sending: boolean) => void, isAsked: () => boolean): void {
    const sent = new URLSearchParams(sender.signature.body);
    sender.listen({
      root: this.#mount.root,
      sending: setSending,
      arrived: (reply, isFirst) => {
        this.#show(reply, sent, isAsked() ? 'with focus' : 'quietly', isFirst ? 'to the site' : '');
        this.#notice(this.#translate('offline_arrived'));
      },
      refused: (refusal) => this.#returnRefused(refusal, sent),
      gone: () => {
        this.#returnToForm();
        this.#formElement?.reset();
        if (isAsked()) moveFocus(this.#notice(this.#translate('offline_deleted')));
        else if (hasExpired(sender.signature)) this.#notice(this.#translate('offline_expired'));
      },
    });
  }

  #returnRefused(refusal: Refusal, sent: URLSearchParams): void {
    this.#returnToForm();
    const form = this.#formElement;
    if (form) fill(form, sent);
    this.#form?.showRefusal(refusal);
    this.#notice(this.#translate('offline_refused'));
  }
}

export async function begin(mount: PetitionMount): Promise<SignStep> {
  const texts = (await mount.form) ?? (await fetchForm(mount.campaign, mount.lang).catch(() => noTexts));
  for (const flow of flows) {
    if (flow.continueIn(mount, texts)) return flow;
    flow.endIn(mount.root);
  }
  return new SigningFlow(mount, texts);
}
