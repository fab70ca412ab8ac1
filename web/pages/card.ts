// Keeps the count of a petition's card fresh, and speaks with the page around it: how high the card is and, in
// WordPress's sandbox, where no window can be opened, that its link was followed (wp-embed.js).
import type { Count } from '../loader/api';
import { replaceCounts, watchCount } from '../loader/live_counts';
import { around, secret, tellHeight } from './frame_height';

for (const card of document.querySelectorAll<HTMLElement>('article.petition-card')) {
  const campaign = card.id.replace(/^card-/, '');
  const partner = card.dataset['value'] ?? '';
  const { lang } = document.documentElement;
  watchCount({ campaign, lang, partner, inView: true, show: (count: Count) => replaceCounts(card, count) });
  card.querySelector<HTMLAnchorElement>('a.button')?.addEventListener('click', (event) => {
    const { href } = event.currentTarget as HTMLAnchorElement;
    if (!secret || !around) return;
    event.preventDefault();
    parent.postMessage({ message: 'link', value: href, secret }, around);
  });
}

tellHeight();
