// No framework: properties set on elements created by hand, some before they are added to the page.
export default async function mount(target, { campaign, lang }) {
  const [petition, counter, directory] = ['petition', 'counter', 'directory'].map((name) =>
    document.createElement(`undersigned-${name}`));
  Object.assign(petition, { campaign, lang, partner: 'freedom-page', theme: 'light' });
  Object.assign(directory, { lang });
  target.append(petition, counter, directory);
  Object.assign(counter, { campaign, lang });
  return {
    set: ({ campaign: next, lang: nextLang }) => {
      Object.assign(petition, { campaign: next, lang: nextLang });
      Object.assign(counter, { campaign: next, lang: nextLang });
      directory.lang = nextLang;
    },
    unmount: () => target.replaceChildren(),
  };
}
