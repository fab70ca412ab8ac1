import { createApp, createSSRApp, h, shallowRef } from 'vue';
import { renderToString } from 'vue/server-renderer';

export default async function mount(target, first, hydrated) {
  const state = shallowRef(first);
  const root = {
    render() {
      const { campaign, lang } = state.value;
      return [
        h('undersigned-petition', { campaign, lang, partner: 'freedom-page', theme: 'light' }, [h('a', { href: '/p' }, 'Sign')]),
        h('undersigned-counter', { campaign, lang, partner: undefined, theme: null }),
        h('undersigned-directory', { lang }),
      ];
    },
  };
  if (hydrated) target.innerHTML = await renderToString(createSSRApp(root));
  const app = hydrated ? createSSRApp(root) : createApp(root);
  app.config.warnHandler = (message) => console.error(message);
  app.mount(target);
  return { set: (next) => (state.value = next), unmount: () => app.unmount() };
}
