/** @jsxImportSource preact */
import '../../../web/types/undersigned-preact';

export const app = (
  <div>
    <undersigned-petition campaign="save-the-library" partner="ally" lang="es" theme="dark" class="wide" key="1">
      <a href="/p">Sign</a>
    </undersigned-petition>
    <undersigned-counter campaign="save-the-library" />
    <undersigned-directory theme="auto" />
    {/* @ts-expect-error it has no such attribute */}
    <undersigned-petition compaign="save-the-library" />
  </div>
);
