// What build.mjs puts in place of these names.

// Subresource integrity of the files that the scripts load: {"form.wasm": "sha384-..."}.
declare const __INTEGRITY__: Readonly<Record<string, string>>;

declare module '*.css' {
  const styleSheet: string;
  export default styleSheet;
}
