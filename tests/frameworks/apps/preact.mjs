import { h, hydrate, render } from 'preact';

const app = ({ campaign, lang }) => [
  h('undersigned-petition', { campaign, lang, partner: 'freedom-page', theme: 'light' }, h('a', { href: '/p' }, 'Sign')),
  h('undersigned-counter', { campaign, lang, partner: undefined, theme: null }),
  h('undersigned-directory', { lang }),
];

export default async function mount(target, state, hydrated) {
  if (hydrated) {
    render(app(state), target);
    target.innerHTML = String(target.innerHTML); // as a server would have rendered it
    for (const key of ['__k', '_children']) delete target[key];
    hydrate(app(state), target);
  } else {
    render(app(state), target);
  }
  return { set: (next) => render(app(next), target), unmount: () => render(null, target) };
}
