// A petition that has been put on the page, by the loader or by the server: its form, its thanks and its sharing.
import { type Count, type PetitionView, pageOf } from './api';
import { emit } from './events';
import type { FieldError } from './error_summary';
import { refreshCount, replaceCounts } from './live_counts';
import { SignForm } from './sign_form';
import { buildAll } from './tree';

export interface PanelOptions {
  readonly partner: string;
  textChanged(petition: PetitionView, errors: readonly FieldError[]): void;
}

// The petition's address in the thanks opens what the reader's device offers for sharing, where it offers something.
function offerSharing(link: HTMLAnchorElement, campaign: string): void {
  if (!('share' in navigator)) return;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    navigator.share({ url: link.href }).then(
      () => emit(link, 'shared', { campaign }),
      () => undefined, // closed without choosing: nothing was shared
    );
  });
}

export class PetitionPanel {
  readonly #root: ParentNode;
  readonly #view: PetitionView;
  readonly form: SignForm | undefined;
  #confirmed = -1;

  constructor(root: ParentNode, view: PetitionView, options: PanelOptions) {
    this.#root = root;
    this.#view = view;
    const form = root.querySelector<HTMLFormElement>('form[data-action="sign"]');
    if (!form) return;
    this.form = new SignForm(form, view, options.partner, {
      signed: (reply) => this.#thank(form, reply),
      textChanged: options.textChanged,
    });
  }

  showCount(count: Count): void {
    if (count.confirmed === this.#confirmed) return;
    this.#confirmed = count.confirmed;
    replaceCounts(this.#root, count);
  }

  #thank(form: HTMLFormElement, reply: Count): void {
    const place = form.closest<HTMLElement>('[data-part="action"]') ?? form.parentElement;
    if (!place) return;
    place.replaceChildren(buildAll(reply.view, pageOf(this.#view.slug)));
    place.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
    const link = place.querySelector<HTMLAnchorElement>('a.address');
    if (link) offerSharing(link, this.#view.slug);
    void refreshCount(this.#view.slug);
    emit(place, 'signed', { campaign: this.#view.slug, confirmed: reply.confirmed });
  }
}
