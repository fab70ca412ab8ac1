// The rules of `npm --prefix web run lint`: typescript-eslint's recommended rules with types, and our own.
import { fileURLToPath } from 'node:url';
import eslint from '@eslint/js';
import tseslint from 'typescript-eslint';

// Only loader/tree.ts turns text into nodes, and never by parsing HTML.
const parsesHtml = '/^(innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|srcdoc)$/';
const noHtml = 'Builds nodes from HTML: use loader/tree.ts or createElement().';

// Constants are camelCase like other variables: no kName, no NAME_IN_CAPITALS.
const names = [
  { selector: 'default', format: ['camelCase'] },
  { selector: 'variable', format: ['camelCase'], custom: { regex: '^k[A-Z]', match: false } },
  { selector: 'import', format: ['camelCase', 'PascalCase'] },
  { selector: ['typeLike', 'enumMember'], format: ['PascalCase'] },
  { selector: 'parameter', modifiers: ['unused'], filter: '^_$', format: null },
  // Names that build.mjs, modules and servers define.
  { selector: ['objectLiteralProperty', 'objectLiteralMethod', 'typeProperty', 'typeMethod'], format: null },
  { selector: 'variable', modifiers: ['global'], filter: '^__[A-Z_]+__$', format: null },
];

export default tseslint.config(
  { ignores: ['**/*.js', '**/*.mjs', 'types/'] },
  {
    files: ['**/*.ts'],
    extends: [eslint.configs.recommended, tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: fileURLToPath(new URL('..', import.meta.url)) } },
    linterOptions: { noInlineConfig: true },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', 500],
      'max-lines-per-function': ['error', 70],
      'no-eval': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'document', property: 'write', message: noHtml },
        { object: 'document', property: 'writeln', message: noHtml },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: `MemberExpression[property.name=${parsesHtml}]`, message: noHtml },
        { selector: `MemberExpression[property.value=${parsesHtml}]`, message: noHtml },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/naming-convention': ['error', ...names],
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  {
    // Its loops run a million times a second, and every index is within its array: no default values.
    files: ['solver/js_search.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
);
