import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { StackResource } from "../../policy/analyzer";
import type { LocalPulumi } from "../local-pulumi";

/** What a policy pack is given in a preview or update of the prod stack. */
export async function recorded(
  pulumi: LocalPulumi,
  command: "preview" | "up",
  ...options: string[]
): Promise<StackResource[]> {
  const folder = mkdtempSync(join(tmpdir(), "recorded-"));
  const file = join(folder, "stack.json");
  try {
    pulumi.environment.RECORDED_STACK = file;
    await pulumi.succeed(command, "--stack", "prod", "--policy-pack", __dirname, ...options);
    return JSON.parse(readFileSync(file, "utf8")) as StackResource[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
