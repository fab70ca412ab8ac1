// <undersigned-counter campaign="..." partner="...">: only the count with its goal and bar, and the partner's own
// count.
import { type Count, fetchCount, pageOf } from './api';
import { wordFrom } from './attributes';
import { WidgetElement } from './element';
import { replaceCounts } from './live_counts';

export class CounterElement extends WidgetElement {
  get #partner(): string {
    return wordFrom(this.partner);
  }

  protected get wanted(): string {
    return this.slug && [this.slug, this.language, this.#partner].join(' ');
  }

  protected get address(): string {
    return pageOf(this.slug);
  }

  protected async render(isCurrent: () => boolean): Promise<void> {
    const count = await fetchCount(this.slug, this.language, this.#partner);
    if (isCurrent()) this.show(count);
  }

  protected override watched(): ReturnType<WidgetElement['watched']> {
    const show = (count: Count): void => replaceCounts(this.box, count);
    return { campaign: this.slug, lang: this.language, partner: this.#partner, show };
  }
}
