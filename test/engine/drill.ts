import assert from "node:assert/strict";
import { drill } from "../docs/commands";
import type { LocalPulumi } from "./local-pulumi";

interface Script {
  readonly document: string;
  /** Beginning of the heading that the commands stand under. */
  readonly heading: string;
  /** What stands in the document for what, such as `CLUSTER`. */
  readonly names: Readonly<Record<string, string>>;
  /** What a person does between the commands: before the first that begins so. */
  readonly before?: Readonly<Record<string, () => Promise<void> | void>>;
}

/**
 * Types the commands of a document as they are written, one after the other, where `aws` and `pulumi` are those of the local AWS.
 * @returns what the last one printed
 */
export async function act(
  pulumi: LocalPulumi,
  { document, heading, names, before = {} }: Script,
): Promise<string> {
  let printed = "";
  const left = new Map(Object.entries(before));
  for (const command of drill(document, heading)) {
    for (const [beginning, doing] of left) {
      if (!command.startsWith(beginning)) continue;
      await doing();
      left.delete(beginning);
    }
    const typed = Object.entries(names).reduce(
      (text, [name, value]) => text.replaceAll(name, value),
      command,
    );
    printed = await pulumi.succeed("exec", "sh", "-c", typed);
  }
  assert.deepEqual([...left.keys()], [], `${document}, ${heading}: no command begins so`);
  return printed;
}
