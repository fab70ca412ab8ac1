/** @jsxImportSource react */
import { useRef } from 'react';
import type { UndersignedElement } from '../../../web/types/undersigned';
import '../../../web/types/undersigned-react';

export function App() {
  const petition = useRef<UndersignedElement>(null);
  return (
    <>
      <undersigned-petition ref={petition} campaign="save-the-library" partner="ally" lang="es" theme="dark" className="wide" key="1">
        <a href="/p">Sign</a>
      </undersigned-petition>
      <undersigned-counter campaign="save-the-library" partner={undefined} />
      <undersigned-directory theme="auto" />
      {/* @ts-expect-error it has no such attribute */}
      <undersigned-petition compaign="save-the-library" />
    </>
  );
}
