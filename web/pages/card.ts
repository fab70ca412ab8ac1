// Keeps the count of a petition's card up to date, and sends messages to the embedding page: the card's height and, for
// WordPress (wp-embed.js), that its link was followed, since its sandbox cannot open windows.
import type { Count } from '../loader/api';
import { replaceCounts, watchCount } from '../loader/live_counts';
import { embeddingOrigin, reportHeight, secret } from './frame_height';

for (const card of document.querySelectorAll<HTMLElement>('article.petition-card')) {
  const campaign = card.id.replace(/^card-/, '');
  const partner = card.dataset['value'] ?? '';
  const { lang } = document.documentElement;
  watchCount({ campaign, lang, partner, inView: true, show: (count: Count) => replaceCounts(card, count) });
  card.querySelector<HTMLAnchorElement>('a.button')?.addEventListener('click', (event) => {
    const { href } = event.currentTarget as HTMLAnchorElement;
    if (!secret || !embeddingOrigin) return;
    event.preventDefault();
    parent.postMessage({ message: 'link', value: href, secret }, embeddingOrigin);
  });
}

reportHeight();
