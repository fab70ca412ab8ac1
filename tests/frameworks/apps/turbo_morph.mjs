import * as Turbo from '@hotwired/turbo';

const page = ({ campaign, lang }) => `/page?${new URLSearchParams({ app: 'turbo_morph', campaign, lang })}`;

// The same page again with other words: Turbo changes what differs and leaves the elements where they are.
function visit(address) {
  const rendered = new Promise((resolve) => addEventListener('turbo:load', resolve, { once: true }));
  Turbo.visit(address, { action: 'replace' });
  return rendered;
}

export default async function mount(_target, state) {
  await visit(page(state));
  return { set: (next) => visit(page(next)), unmount: () => visit('/page?app=turbo_morph') };
}
