declare module "pulumi/lib/resolve.js" {
  /** Path of the CLI of the package's version, downloaded if it is not there yet; rejects where it cannot be. */
  export function resolve(): Promise<string>;
}
