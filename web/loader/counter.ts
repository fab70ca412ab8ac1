// <undersigned-counter campaign="...">: the count with its goal and bar, alone.
import { type Count, fetchCount, pageOf } from './api';
import { WidgetElement } from './element';
import { replaceCounts } from './live_counts';

export class CounterElement extends WidgetElement {
  #confirmed = 0;

  protected async render(isCurrent: () => boolean): Promise<void> {
    const count = await fetchCount(this.campaign, this.language);
    if (!isCurrent()) return;
    this.#confirmed = count.confirmed;
    this.show(count.view, count.lang, count.dir, pageOf(this.campaign));
  }

  protected override watched(): ReturnType<WidgetElement['watched']> {
    return {
      campaign: this.campaign,
      lang: this.language,
      show: (count: Count) => {
        if (count.confirmed === this.#confirmed) return;
        this.#confirmed = count.confirmed;
        replaceCounts(this.box, count);
      },
    };
  }
}
