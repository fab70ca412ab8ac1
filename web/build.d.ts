// What build.mjs puts in place of these names.

// Subresource integrity of form.wasm, "sha384-...".
declare const __FORM_INTEGRITY__: string;

declare module '*.css' {
  const styleSheet: string;
  export default styleSheet;
}
