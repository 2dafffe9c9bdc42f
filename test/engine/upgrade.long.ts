import assert from "node:assert/strict";
import { statefulTypes } from "../../policy/model/stateful-types";
import { type Release, releases, typeOf } from "../releases/release";
import { LocalPulumi, withoutPacks } from "./local-pulumi";
import { scratch } from "./restoring";

/** A step of `pulumi preview --json`. */
interface Step {
  readonly op: string;
  readonly urn: string;
}

interface Preview {
  readonly steps: Step[];
  readonly diagnostics?: { readonly severity: string; readonly message: string }[];
}

/** Resources without data that the program makes anew or drops, by release: the changelog says why. */
const renewed: Readonly<Record<string, readonly string[]>> = {};

describe("D5 the current program upgrades prod of", function () {
  this.timeout("10m");
  const files = scratch();
  after(() => {
    files.remove();
  });

  for (const { version, stackFile, state } of releases()) {
    it(`${version}: deletes and replaces nothing that holds data, and of the rest what is known`, async () => {
      const pulumi = new LocalPulumi(withoutPacks);
      try {
        pulumi.writeStack("prod", stackFile);
        await pulumi.succeed("stack", "init", "prod", "--no-select");
        const file = files.write("state.json", withCanary(state));
        await pulumi.succeed("stack", "import", "--stack", "prod", "--file", file);
        const { stdout } = await pulumi.run("preview", "--stack", "prod", "--json");
        const { steps, diagnostics = [] } = JSON.parse(stdout.slice(stdout.indexOf("{"))) as Preview;
        assert.deepEqual(
          diagnostics.filter(({ severity }) => severity === "error"),
          [],
        );
        const gone = steps.filter(({ op }) => /delete|replace/.test(op));
        const said = new Set(gone.map(({ op, urn }) => `${op} ${typeOf(urn)} ${nameOf(urn)}`));
        assert.ok(said.delete(`delete ${canary}`), "a bucket that the program lacks is seen to go");
        const holdsData = ({ urn }: Step) => Object.hasOwn(statefulTypes, typeOf(urn));
        assert.deepEqual(
          gone.filter(holdsData).map(({ urn }) => nameOf(urn)),
          ["canary"],
        );
        assert.deepEqual([...said].sort(), renewed[version] ?? []);
        const kept = steps.filter(({ op }) => op === "update" || op === "same");
        assert.ok(kept.length > 200, `${kept.length} resources are taken over`);
      } finally {
        pulumi.remove();
      }
    });
  }
});

const canary = "aws:s3/bucket:Bucket canary";

/** The state with a bucket more, which no program has. */
function withCanary({ version, deployment }: Release["state"]): Release["state"] {
  const bucket = deployment.resources.find(({ type }) => type === "aws:s3/bucket:Bucket");
  assert.ok(bucket);
  const urn = bucket.urn.replace(/[^:]+$/, "canary");
  const resources = [...deployment.resources, { ...bucket, urn, protect: false }];
  return { version, deployment: { ...deployment, resources } };
}

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? "";
