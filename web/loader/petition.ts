// <undersigned-petition campaign="..." partner="..." lang="auto" theme="auto|light|dark">: the petition and its form.
// With mode="admin", the server's page for organizers in a frame, so that no password is typed into this document.
import { type Count, type PetitionView, fetchPetition, pageOf, server } from './api';
import { wordFrom } from './attributes';
import { fillCountries } from './countries';
import { WidgetElement } from './element';
import { startWhenNeeded } from './form_starter';
import { replaceCounts } from './live_counts';

export class PetitionElement extends WidgetElement {
  #shown: PetitionView | undefined;

  get #isAdmin(): boolean {
    return wordFrom(this.mode) === 'admin';
  }

  protected get wanted(): string {
    return this.#isAdmin ? 'admin' : this.slug && [this.slug, this.language].join(' ');
  }

  protected get address(): string {
    return this.#isAdmin ? `${server}/admin` : pageOf(this.slug);
  }

  protected async render(isCurrent: () => boolean): Promise<void> {
    if (this.#isAdmin) return this.#showAdmin();
    const view = await fetchPetition(this.slug, this.language);
    if (!isCurrent()) return;
    const focused = this.shadowRoot?.activeElement as HTMLInputElement | null;
    this.#showPetition(view);
    startWhenNeeded(
      {
        root: this.box,
        campaign: view.slug,
        lang: view.lang,
        partner: () => wordFrom(this.partner),
        showText: (petition) => this.#showPetition(petition),
      },
      () => this.showFallback(),
    );
    if (!focused) return;
    await Promise.resolve(); // now the form part has put back what it keeps
    const { id, selectionStart, selectionEnd } = focused;
    const field = this.#field(id);
    field?.focus({ preventScroll: true });
    if (selectionStart != null) field?.setSelectionRange(selectionStart, selectionEnd);
  }

  #field(id: string): HTMLInputElement | null | undefined {
    return this.shadowRoot?.getElementById(id) as HTMLInputElement | null;
  }

  protected override watched(): ReturnType<WidgetElement['watched']> {
    if (!this.#shown) return undefined;
    const { slug: campaign, lang } = this.#shown;
    return { campaign, lang, show: (count: Count) => replaceCounts(this.box, count) };
  }

  // What was typed stays if the same petition comes in another language or with another text.
  #showPetition(view: PetitionView): void {
    const isSame = this.#shown?.slug === view.slug;
    const typed = [...this.box.querySelectorAll<HTMLInputElement>('form [id][name]:not([type="hidden"])')];
    this.#shown = view;
    this.show(view);
    const form = this.box.querySelector<HTMLFormElement>('form[data-action="sign"]');
    if (!form) return this.#linkToPetitionPage();
    for (const select of form.querySelectorAll<HTMLSelectElement>('select[data-value]')) fillCountries(select, view.lang);
    for (const { id, value, checked } of isSame ? typed : []) {
      Object.assign(this.#field(id) ?? {}, { value, checked });
    }
    // The link to the form scrolls within this page.
    this.box.querySelector('a[data-action="to-form"]')?.addEventListener('click', (event) => {
      event.preventDefault();
      form.tabIndex = -1;
      form.focus();
      form.scrollIntoView();
    });
  }

  // If nobody can sign here, the link to where they can has the partner's id.
  #linkToPetitionPage(): void {
    const link = this.box.querySelector<HTMLAnchorElement>('a[data-action="to-page"]');
    const partner = wordFrom(this.partner);
    if (link && partner) link.search += `&partner=${partner}`;
  }

  #showAdmin(): void {
    this.#shown = undefined;
    const frame = document.createElement('iframe');
    frame.className = 'admin';
    frame.title = 'Undersigned: organizers';
    frame.src = `${server}/admin?frame=1`;
    frame.referrerPolicy = 'strict-origin';
    this.box.replaceChildren(frame, document.createElement('slot'));
  }
}
