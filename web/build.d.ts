// Names that build.mjs replaces by their values.

// Subresource integrity of form.wasm, form.js, country_names.js, directory.js, solver.wasm and solver.js, "sha256-...".
declare const __COUNTRY_NAMES_INTEGRITY__: string;
declare const __DIRECTORY_PART_INTEGRITY__: string;
declare const __FORM_CORE_INTEGRITY__: string;
declare const __FORM_PART_INTEGRITY__: string;
declare const __SOLVER_MODULE_INTEGRITY__: string;
declare const __SOLVER_INTEGRITY__: string;

declare module '*.css' {
  const styleSheet: string;
  export default styleSheet;
}
