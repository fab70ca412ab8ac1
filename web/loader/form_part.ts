// The second file of the widget (form.js), loaded when somebody is about to sign. It handles all steps from the form to
// the thanks, including the code from the mail and the wait on this device while the server is out of reach.
//
// A page may have a loader that is older or newer than this file. PetitionMount and SignStep are the interface between
// the two.
import { type Count, type FormDocument, type PetitionView, type Refusal, type Reply, fetchForm, pageOf } from './api';
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

class SigningFlow implements SignStep {
  readonly #mount: PetitionMount;
  #texts: FormDocument;
  #translate: Translate;
  #form: SignForm | undefined;
  #thanks: Reply | undefined; // shown now
  #aside: readonly Element[] = []; // the form and its neighbours, while another step is shown instead

  constructor(mount: PetitionMount, texts: FormDocument) {
    this.#mount = mount;
    this.#texts = texts;
    this.#translate = translator(texts.words);
    this.#takeForm();
    if (!this.#form) this.#enableSharing();
    else if (mount.linked) prefill(this.#form.element, mount.linked);
    const { waiting, expired } = loadWaiting(mount.campaign);
    if (expired) this.#notice(this.#translate('offline_expired'));
    const [thanks] = this.#others().flatMap((flow) => flow.#thanks ?? []);
    if (waiting) this.#showKept(waiting);
    else if (thanks) this.#show(thanks, new URLSearchParams(), 'quietly', '');
    else this.#showKeptStep();
    flows.add(this);
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
    const element = root.querySelector<HTMLFormElement>('form[data-action="sign"]');
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
  }

  #returnToForm(): void {
    const action = this.#action;
    if (this.#aside.length > 0) action.replaceChildren(...this.#countsOf(action), ...this.#aside);
    this.#aside = [];
  }

  // Shows a sentence above the current step, and announces it to screen readers.
  #notice(text: string): HTMLElement {
    const notice = paragraph('', 'notice');
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
    this.#replace(buildAll(reply.view, pageOf(campaign)), reply.pending ? 'under the count' : 'with its own count');
    const action = this.#action;
    if (focus === 'with focus') moveFocus(action.querySelector<HTMLElement>('[tabindex="-1"]'));
    if (reply.pending) {
      keepStep(campaign, { reply, sent });
      enablePending(action, sent, {
        campaign,
        translate: this.#translate,
        confirmed: (thanks) => this.#show(thanks, sent, 'with focus'),
        back: () => this.#goBack(),
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

  #goBack(): void {
    forgetStep(this.#mount.campaign);
    this.#returnToForm();
    moveFocus(this.#form?.element.querySelector<HTMLElement>('input:not([type="hidden"])'));
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
        this.#form?.element.reset();
        if (isAsked()) moveFocus(this.#notice(this.#translate('offline_deleted')));
        else if (hasExpired(sender.signature)) this.#notice(this.#translate('offline_expired'));
      },
    });
  }

  #returnRefused(refusal: Refusal, sent: URLSearchParams): void {
    this.#returnToForm();
    if (this.#form) fill(this.#form.element, sent);
    this.#form?.showRefusal(refusal);
    this.#notice(this.#translate('offline_refused'));
  }
}

export async function begin(mount: PetitionMount): Promise<SignStep> {
  const texts = (await mount.form) ?? (await fetchForm(mount.campaign, mount.lang).catch(() => noTexts));
  return new SigningFlow(mount, texts);
}
