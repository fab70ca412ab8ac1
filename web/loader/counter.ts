// <undersigned-counter campaign="...">: the count with its goal and bar, alone.
import { type Count, fetchCount, pageOf } from './api';
import { WidgetElement } from './element';
import { replaceCounts } from './live_counts';

export class CounterElement extends WidgetElement {
  protected get address(): string {
    return pageOf(this.campaign);
  }

  protected async render(isCurrent: () => boolean): Promise<void> {
    const count = await fetchCount(this.campaign, this.language);
    if (isCurrent()) this.show(count);
  }

  protected override watched(): ReturnType<WidgetElement['watched']> {
    return { campaign: this.campaign, lang: this.language, show: (count: Count) => replaceCounts(this.box, count) };
  }
}
