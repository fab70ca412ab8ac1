import * as Turbo from '@hotwired/turbo';

// The page with the widgets, visited without a page load.
const page = ({ campaign, lang }) => `/page?${new URLSearchParams({ app: 'turbo', campaign, lang })}`;

function visit(address) {
  const loaded = new Promise((resolve) => addEventListener('turbo:load', resolve, { once: true }));
  Turbo.visit(address);
  return loaded;
}

export default async function mount(_target, state) {
  await visit(page(state));
  return { set: (next) => visit(page(next)), unmount: () => visit('/page?app=turbo') };
}
