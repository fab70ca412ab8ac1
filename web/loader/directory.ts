// <undersigned-directory>: the list of campaigns, and the news.
import { fetchDirectory, server } from './api';
import type { DirectoryPart } from './directory_part';
import { WidgetElement, widgets } from './element';
import { whenSigned } from './events';
import { partFile } from './part_file';

const loadPart = partFile<DirectoryPart>('directory.js', __DIRECTORY_PART_INTEGRITY__);

export class DirectoryElement extends WidgetElement {
  static {
    whenSigned(() => widgets.forEach((widget) => widget instanceof DirectoryElement && void widget.reload()));
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
