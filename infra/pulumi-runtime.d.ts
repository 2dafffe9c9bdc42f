import "@pulumi/pulumi/runtime/config";

declare module "@pulumi/pulumi/runtime/config" {
  /** Whether a setting holds a secret somewhere. The SDK has it, marked as internal, and nothing public that says so. */
  export function isConfigSecret(key: string): boolean;
}
