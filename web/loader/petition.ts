// <undersigned-petition campaign="..." partner="..." lang="auto" theme="auto|light|dark">: the petition and its form;
// with mode="admin" the organizers' own page of the server in a frame, so that no password is typed into this document.
import { type Count, type PetitionView, fetchPetition, pageOf, server } from './api';
import { WidgetElement } from './element';
import type { FieldError } from './error_summary';
import { PetitionPanel } from './petition_panel';

export class PetitionElement extends WidgetElement {
  #panel: PetitionPanel | undefined;
  #lang = '';

  protected async render(isCurrent: () => boolean): Promise<void> {
    this.#panel = undefined;
    if (this.getAttribute('mode') === 'admin') return this.#showAdmin();
    const view = await fetchPetition(this.campaign, this.language);
    if (isCurrent()) this.#showPetition(view);
  }

  protected override watched(): ReturnType<WidgetElement['watched']> {
    if (!this.#panel) return undefined;
    return { campaign: this.campaign, lang: this.#lang, show: (count: Count) => this.#panel?.showCount(count) };
  }

  #showPetition(view: PetitionView): void {
    this.#lang = view.lang;
    this.show(view.view, view.lang, view.dir, pageOf(view.slug));
    this.#panel = new PetitionPanel(this.box, view, {
      partner: this.getAttribute('partner') ?? '',
      textChanged: (petition, errors) => this.#showNewText(petition, errors),
    });
  }

  // The words signed are not the words that hold now: shows these, with everything typed still in its place.
  #showNewText(view: PetitionView, errors: readonly FieldError[]): void {
    const typed = [...this.box.querySelectorAll<HTMLInputElement>('form [id][name]:not([type="hidden"])')];
    this.#showPetition(view);
    for (const { id, value, checked } of typed) {
      const control = this.box.querySelector<HTMLInputElement>(`#${CSS.escape(id)}`);
      if (control) Object.assign(control, { value, checked });
    }
    this.#panel?.form?.showErrors(errors);
  }

  #showAdmin(): void {
    const frame = document.createElement('iframe');
    frame.className = 'admin';
    frame.title = 'Undersigned: organizers';
    frame.src = `${server}/admin?frame=1`;
    frame.referrerPolicy = 'strict-origin';
    this.box.replaceChildren(frame, document.createElement('slot'));
  }
}
