import { mount as mountApp, unmount } from 'svelte';
import App from './App.svelte';

export default async function mount(target, first) {
  const app = mountApp(App, { target, props: { first } });
  return { set: (next) => app.set(next), unmount: () => unmount(app) };
}
