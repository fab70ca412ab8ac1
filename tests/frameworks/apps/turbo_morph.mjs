import * as Turbo from '@hotwired/turbo';

const page = ({ campaign, lang }) => `/page?${new URLSearchParams({ app: 'turbo_morph', campaign, lang })}`;

// The same page with other attributes: Turbo changes only the differences and keeps the elements.
function visit(address) {
  const rendered = new Promise((resolve) => addEventListener('turbo:load', resolve, { once: true }));
  Turbo.visit(address, { action: 'replace' });
  return rendered;
}

export default async function mount(_target, state) {
  await visit(page(state));
  return { set: (next) => visit(page(next)), unmount: () => visit('/page?app=turbo_morph') };
}
