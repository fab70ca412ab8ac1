// <undersigned-directory>: the list of campaigns, and the news.
import { fetchDirectory, server } from './api';
import { WidgetElement } from './element';

export class DirectoryElement extends WidgetElement {
  readonly #onSigned = (): void => void this.reload();

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('undersigned:signed', this.#onSigned);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('undersigned:signed', this.#onSigned);
  }

  protected get wanted(): string {
    return this.language;
  }

  protected get address(): string {
    return server;
  }

  protected async render(isCurrent: () => boolean): Promise<void> {
    const directory = await fetchDirectory(this.language);
    if (isCurrent()) this.show(directory);
  }
}
