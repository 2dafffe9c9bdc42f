import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { CloudResource } from "../../local/cloud/store";
import type { LocalPulumi, StateResource } from "./local-pulumi";

/** A folder of the test's own, such as for files that commands read. */
export function scratch() {
  const folder = mkdtempSync(join(tmpdir(), "state-test-"));
  return {
    write: (name: string, value: unknown) => {
      writeFileSync(join(folder, name), JSON.stringify(value));
      return join(folder, name);
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

/** Ids in the cloud of resources of these types, sorted. */
export function idsOf(pulumi: LocalPulumi, ...types: string[]): string[] {
  return types.flatMap((type) => pulumi.inCloud(type).map(({ id }) => id)).sort();
}

/** A resource as a restore makes it: nobody's yet, and with other ids inside. */
export function restored(
  { type, region, id, inputs, outputs }: CloudResource,
  changed: CloudResource["outputs"],
): CloudResource {
  return { type, region, id, inputs, outputs: { ...outputs, ...changed } };
}

/** The file for `pulumi import` of resources that the state knew. */
export function importOf(known: StateResource[]) {
  const [first] = known;
  return {
    nameTable: {
      database: first?.parent ?? "",
      provider: first?.provider?.split("::").slice(0, -1).join("::") ?? "",
    },
    resources: known.map(({ type, id, urn }) => ({
      type,
      id,
      name: urn.split("::").at(-1),
      parent: "database",
      provider: "provider",
    })),
  };
}
