import { createHash } from "node:crypto";

/** A name, or as much of it as fits and a hash of the whole, which tells it from others that begin alike. */
export function cutTo(longest: number, name: string): string {
  if (name.length <= longest) return name;
  const mark = createHash("sha256").update(name).digest("hex").slice(0, 6);
  return `${name.slice(0, longest - mark.length - 1)}-${mark}`;
}
