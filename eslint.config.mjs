import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

const ifUnknown = "IfStatement[test.operator='==='][test.right.name='unknown']";
const dropsUnknown = [
  "ConditionalExpression[test.operator='==='][test.right.name='unknown'] > ArrayExpression.consequent[elements.length=0]",
  `${ifUnknown} > ContinueStatement.consequent`,
  `${ifUnknown} > ReturnStatement.consequent[argument=null]`,
  `${ifUnknown} > ReturnStatement.consequent > ArrayExpression[elements.length=0]`,
  `${ifUnknown} > ReturnStatement.consequent > Literal[raw=/^(true|false)$/]`,
].map((selector) => ({
  selector,
  message:
    "Answer `unknown`, or yield `undecided(...)`; `asKnown` is for what is only shown, or judged beside.",
}));

export default defineConfig(
  { ignores: ["node_modules/", ".local/", "dist/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      // A Pulumi resource does its work by being constructed.
      "no-new": "off",
      "max-lines": ["error", { max: 260, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    files: ["capacity/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: ["@pulumi/*", "**/infra", "**/policy", "**/local", "**/config"] },
      ],
    },
  },
  {
    files: ["simulation/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            "@pulumi/*",
            "**/infra",
            "**/infra/**",
            "**/policy",
            "**/policy/**",
            "**/local",
            "**/local/**",
            "**/config",
            "**/config/**",
          ],
        },
      ],
    },
  },
  {
    // Commands read files and ask Pulumi; what they hand it to does neither.
    files: ["simulation/cli.ts", "simulation/command.ts", "simulation/advise/cli.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: ["@pulumi/*", "**/infra/**", "**/policy/**"] }] },
  },
  {
    files: ["report/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: ["@pulumi/*", "**/infra/**", "**/policy/**", "**/local/**"] },
      ],
    },
  },
  {
    // The command alone reads what an environment declares; the model is handed it.
    files: ["capacity/cli.ts", "capacity/recovery/cli.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: ["@pulumi/*", "**/infra/**", "**/policy/**", "**/local/**"] },
      ],
    },
  },
  {
    files: ["infra/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: ["**/policy", "**/policy/**", "**/local", "**/local/**"] },
      ],
    },
  },
  {
    files: ["policy/**/*.ts"],
    rules: {
      // What is not known is an answer of its own: dropped, it passes in silence or is refused without a reason.
      "no-restricted-syntax": ["error", ...dropsUnknown],
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            "**/infra",
            "**/infra/**",
            "**/local",
            "**/local/**",
            "**/config",
            "**/config/**",
            "**/test/**",
          ],
        },
      ],
    },
  },
);
