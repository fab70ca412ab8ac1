// <undersigned-directory>: the list of campaigns, and the news.
import { fetchDirectory, server } from './api';
import type { DirectoryPart } from './directory_part';
import { WidgetElement } from './element';
import { partFile } from './part_file';

const loadPart = partFile<DirectoryPart>('directory.js', __DIRECTORY_PART_INTEGRITY__);

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
    const part = loadPart().catch(() => undefined); // without its styles it is a plain list
    const directory = await fetchDirectory(this.language);
    const sheets = (await part)?.sheets;
    if (isCurrent()) this.show(directory, sheets);
  }
}
