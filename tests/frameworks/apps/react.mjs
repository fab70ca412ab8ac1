import { StrictMode, createElement as h, useState } from 'react';
import { createRoot, hydrateRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';

let change;
function App({ first }) {
  const [{ campaign, lang }, set] = useState(first);
  change = set;
  return h(StrictMode, null,
    h('undersigned-petition', { campaign, lang, partner: 'freedom-page', theme: 'light' }, h('a', { href: '/p' }, 'Sign')),
    h('undersigned-counter', { campaign, lang, partner: undefined, theme: null }),
    h('undersigned-directory', { lang }));
}

const onRecoverableError = (error) => console.error(error);

export default async function mount(target, state, hydrated) {
  const app = h(App, { first: state });
  let root;
  if (hydrated) {
    target.innerHTML = renderToString(app);
    root = hydrateRoot(target, app, { onRecoverableError });
  } else {
    root = createRoot(target, { onRecoverableError });
    root.render(app);
  }
  return { set: (next) => change(next), unmount: () => root.unmount() };
}
