import '@angular/compiler';
import { CUSTOM_ELEMENTS_SCHEMA, Component, provideExperimentalZonelessChangeDetection, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';

const state = signal();

const App = Component({
  selector: 'app-root',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <undersigned-petition [campaign]="state().campaign" [lang]="state().lang" partner="freedom-page" theme="light">
      <a href="/p">Sign</a>
    </undersigned-petition>
    <undersigned-counter [attr.campaign]="state().campaign" [attr.lang]="state().lang" [theme]="null" />
    <undersigned-directory [lang]="state().lang" />`,
})(
  class {
    state = state;
  },
);

export default async function mount(target, first) {
  state.set(first);
  target.append(document.createElement('app-root'));
  const app = await bootstrapApplication(App, { providers: [provideExperimentalZonelessChangeDetection()] });
  return { set: (next) => state.set(next), unmount: () => app.destroy() };
}
