import htmx from 'htmx.org';

const fragment = ({ campaign, lang }) => `/fragment?${new URLSearchParams({ campaign, lang })}`;

export default async function mount(target, state) {
  const show = (next) => htmx.ajax('GET', fragment(next), { target, swap: 'innerHTML' });
  await show(state);
  return { set: show, unmount: () => target.replaceChildren() };
}
