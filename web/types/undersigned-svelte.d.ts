// The widget's elements in Svelte's markup. Needs undersigned.d.ts beside it.
import type { HTMLAttributes } from 'svelte/elements';
import type {
  UndersignedCounterAttributes, UndersignedDirectoryAttributes, UndersignedElement, UndersignedPetitionAttributes,
} from './undersigned';

type Props<Attributes> = Omit<HTMLAttributes<UndersignedElement>, keyof Attributes> & Attributes;

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'undersigned-petition': Props<UndersignedPetitionAttributes>;
    'undersigned-counter': Props<UndersignedCounterAttributes>;
    'undersigned-directory': Props<UndersignedDirectoryAttributes>;
  }
}
