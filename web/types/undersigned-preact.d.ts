// The widget's elements in JSX, for Preact. Needs undersigned.d.ts beside it.
import type { JSX } from 'preact';
import type {
  UndersignedCounterAttributes, UndersignedDirectoryAttributes, UndersignedElement, UndersignedPetitionAttributes,
} from './undersigned';

type Props<Attributes> = Omit<JSX.HTMLAttributes<UndersignedElement>, keyof Attributes> & Attributes;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'undersigned-petition': Props<UndersignedPetitionAttributes>;
      'undersigned-counter': Props<UndersignedCounterAttributes>;
      'undersigned-directory': Props<UndersignedDirectoryAttributes>;
    }
  }
}
