// The widget's elements in Vue's templates and JSX. Needs undersigned.d.ts beside it.
import type { DefineComponent, HTMLAttributes } from 'vue';
import type {
  UndersignedCounterAttributes, UndersignedDirectoryAttributes, UndersignedPetitionAttributes,
} from './undersigned';

type Component<Attributes> = DefineComponent<Attributes & Omit<HTMLAttributes, keyof Attributes>>;

declare module 'vue' {
  interface GlobalComponents {
    'undersigned-petition': Component<UndersignedPetitionAttributes>;
    'undersigned-counter': Component<UndersignedCounterAttributes>;
    'undersigned-directory': Component<UndersignedDirectoryAttributes>;
  }
}
