// <undersigned-counter campaign="..." partner="...">: the count with its goal and bar, alone, and what came through the
// partner.
import { type Count, fetchCount, pageOf } from './api';
import { WidgetElement } from './element';
import { replaceCounts } from './live_counts';

export class CounterElement extends WidgetElement {
  get #partner(): string {
    return this.getAttribute('partner') ?? '';
  }

  protected get address(): string {
    return pageOf(this.campaign);
  }

  protected async render(isCurrent: () => boolean): Promise<void> {
    const count = await fetchCount(this.campaign, this.language, this.#partner);
    if (isCurrent()) this.show(count);
  }

  protected override watched(): ReturnType<WidgetElement['watched']> {
    const show = (count: Count): void => replaceCounts(this.box, count);
    return { campaign: this.campaign, lang: this.language, partner: this.#partner, show };
  }
}
