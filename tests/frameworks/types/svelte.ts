import type { SvelteHTMLElements } from 'svelte/elements';
import '../../../web/types/undersigned-svelte';

export const petition: SvelteHTMLElements['undersigned-petition'] = { campaign: 'save-the-library', lang: 'es', class: 'wide' };
export const directory: SvelteHTMLElements['undersigned-directory'] = { theme: 'dark' };
// @ts-expect-error an attribute is a text
export const wrong: SvelteHTMLElements['undersigned-counter'] = { campaign: 7 };
