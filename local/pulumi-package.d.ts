declare module "pulumi/lib/resolve.js" {
  /** Path of the CLI of the package's version, downloaded if it is not there yet; rejects where it cannot be. */
  export function resolve(): Promise<string>;
}

declare module "pulumi/lib/cache.js" {
  /** Folder of the CLI of a version, once it has been downloaded; in `bin` is the executable. */
  export function cacheDir(version: string): string;
}
