// The widget's elements in JSX, for React 18 and 19. Needs undersigned.d.ts beside it.
import type { DetailedHTMLProps, HTMLAttributes } from 'react';
import type {
  UndersignedCounterAttributes, UndersignedDirectoryAttributes, UndersignedElement, UndersignedPetitionAttributes,
} from './undersigned';

type Props<Attributes> = Omit<DetailedHTMLProps<HTMLAttributes<UndersignedElement>, UndersignedElement>, keyof Attributes> &
  Attributes;

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'undersigned-petition': Props<UndersignedPetitionAttributes>;
      'undersigned-counter': Props<UndersignedCounterAttributes>;
      'undersigned-directory': Props<UndersignedDirectoryAttributes>;
    }
  }
}
