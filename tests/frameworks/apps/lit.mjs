import { LitElement, html } from 'lit';

// The widgets are in the shadow root of another element.
class App extends LitElement {
  static properties = { state: {} };

  render() {
    const { campaign, lang } = this.state;
    return html`
      <undersigned-petition campaign=${campaign} lang=${lang} partner="freedom-page" theme="light"><a href="/p">Sign</a></undersigned-petition>
      <undersigned-counter .campaign=${campaign} .lang=${lang} .theme=${null}></undersigned-counter>
      <undersigned-directory .lang=${lang}></undersigned-directory>`;
  }
}
customElements.define('lit-app', App);

export default async function mount(target, state) {
  const app = Object.assign(document.createElement('lit-app'), { state });
  target.append(app);
  return { set: (next) => (app.state = next), unmount: () => app.remove() };
}
