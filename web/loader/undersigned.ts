// The widget's only script element. If a page has it more than once, from one host or several, the first one is used.
import { CounterElement } from './counter';
import { DirectoryElement } from './directory';
import { PetitionElement } from './petition';

const elements = {
  'undersigned-petition': PetitionElement,
  'undersigned-counter': CounterElement,
  'undersigned-directory': DirectoryElement,
};

for (const [name, element] of Object.entries(elements)) {
  if (!customElements.get(name)) customElements.define(name, element);
}
