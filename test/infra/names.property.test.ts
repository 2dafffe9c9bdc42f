import assert from "node:assert/strict";
import fc from "fast-check";
import { ConfigError, loadEnvironment } from "../../config";
import { readStackFile } from "../../config/stack-file";
import { tracingName } from "../../infra/observability/tracing";
import { check } from "../../local/aws/check";
import type { Properties } from "../../local/cloud/properties";
import { join } from "node:path";
import { type ProgramResource, runProgram } from "./program";

const { values } = readStackFile(join(__dirname, "..", ".."), "prod");
const boundary = "arn:aws:iam::123456789012:policy/boundary";
const longest = "Staging_of-the-shop-2027";

/** What AWS finds wrong with a stack whose names are completed as at deployment. */
function complaints(resources: ReadonlyMap<string, ProgramResource>): string[] {
  const naming = { seed: new Uint8Array(32), proposal: "", disabled: false };
  return [...resources].flatMap(([key, { type, inputs }]) =>
    /^aws:.*\//.test(type) && !type.includes("/get")
      ? check(type, {}, inputs as Properties, {
          ...naming,
          name: key.slice(type.length + 1),
          // Mocks leave out what only AWS knows.
        }).failures.filter((failure) => !failure.startsWith("Missing"))
      : [],
  );
}

describe("B1-C5 names, tags and boundaries", () => {
  let resources: Map<string, ProgramResource>;
  before(async () => {
    resources = await runProgram(longest, { ...values, "platform:permissionsBoundary": boundary });
  });
  const only = (type: string) => {
    const [found, ...more] = [...resources.values()].filter((resource) => resource.type === type);
    assert.ok(found && more.length === 0, type);
    return found;
  };

  it("are measured: a name that is too long, or of letters that the service does not take, is found", () => {
    assert.deepEqual(complaints(resources), []);
    const named = (property: string, value: string) =>
      [...resources].map(([key, resource]): [string, ProgramResource] => [
        key,
        { ...resource, inputs: { ...resource.inputs, [property]: value } },
      ]);
    assert.notDeepEqual(complaints(new Map(named("name", "n".repeat(300)))), []);
    for (const value of ["Shop_1", "shop-", "sh--op", "1shop"])
      assert.notDeepEqual(complaints(new Map(named("globalClusterIdentifier", value))), [], value);
  });

  it("are within every service's limits, for any name of a stack and wherever its standby is", async () => {
    const name = fc.oneof(fc.stringMatching(/^[\w-]{1,24}$/), fc.stringMatching(/^[\w-]{24}$/));
    const standbyRegion = fc.constantFrom("eu-central-1", "ap-southeast-2", "us-west-2");
    await fc.assert(
      fc.asyncProperty(name, standbyRegion, async (stack, region) => {
        const recovery = { ...(values["platform:recovery"] as object), standbyRegion: region };
        const made = await runProgram(stack, { ...values, "platform:recovery": recovery });
        assert.deepEqual(complaints(made), []);
      }),
      {
        numRuns: 4,
        // Each is a whole program: a failure is shown as it was found.
        endOnFailure: true,
        examples: [
          [longest, "ap-southeast-2"],
          ["-_", "us-west-2"],
        ],
      },
    );
  });

  it("of X-Ray tell stacks apart that begin alike", () => {
    const stack = fc.stringMatching(/^[\w-]{1,24}$/);
    fc.assert(
      fc.property(
        stack,
        stack,
        fc.constantFrom("health", "steady", "errors", "slow"),
        (one, other, purpose) => {
          const names = [one, other].map((name) => tracingName(`web-${name}`, purpose));
          for (const name of names) assert.ok(name.length <= 32 && name.endsWith(`-${purpose}`), name);
          assert.equal(new Set(names).size, new Set([one, other]).size);
        },
      ),
    );
    const alike = ["a".repeat(23) + "b", "a".repeat(23) + "c"].map((name) =>
      tracingName(`web-${name}`, "steady"),
    );
    assert.notEqual(alike[0], alike[1]);
  });

  it("of stacks that some service would not take are refused, with what is allowed", () => {
    for (const stack of ["a".repeat(25), "shop.prod", ""]) {
      assert.throws(
        () => loadEnvironment({ file: "Pulumi.yaml", stack, values }),
        (error) => error instanceof ConfigError && error.message.includes("1 to 24 letters, digits"),
      );
    }
    fc.assert(
      fc.property(fc.stringMatching(/^[\w-]{1,24}$/), (stack) => {
        assert.doesNotThrow(() => loadEnvironment({ file: "Pulumi.yaml", stack, values }));
      }),
      { numRuns: 10 },
    );
  });

  it("D5: every role carries the boundary that the stack names, without which its deployment may make none", () => {
    const roles = [...resources].filter(([, { type }]) => type === "aws:iam/role:Role");
    assert.ok(roles.length > 2, `${roles.length} roles`);
    assert.deepEqual(
      roles.filter(([, { inputs }]) => inputs.permissionsBoundary !== boundary).map(([name]) => name),
      [],
    );
  });

  it("divide the bill by stack: on all that the provider tags, and on group, instances, volumes and interfaces", () => {
    const expected = { Project: "platform", Environment: longest, Stack: longest };
    const carries = (tags: unknown, what: string) => {
      const found = tags as Record<string, unknown>;
      for (const [key, value] of Object.entries(expected)) assert.equal(found[key], value, `${what}: ${key}`);
    };
    const providers = [...resources.values()].filter(({ type }) => type === "pulumi:providers:aws");
    assert.notEqual(providers.length, 0);
    // Inputs of a provider are JSON.
    for (const { inputs } of providers) {
      const { tags } = JSON.parse(String(inputs.defaultTags)) as { tags: unknown };
      carries(tags, "the provider");
    }
    const group = only("aws:autoscaling/group:Group").inputs.tags as {
      key: string;
      value: string;
      propagateAtLaunch: boolean;
    }[];
    assert.ok(group.every(({ propagateAtLaunch }) => propagateAtLaunch));
    carries(Object.fromEntries(group.map(({ key, value }) => [key, value])), "the group");
    const launched = only("aws:ec2/launchTemplate:LaunchTemplate").inputs.tagSpecifications as {
      resourceType: string;
      tags: unknown;
    }[];
    assert.deepEqual(
      launched.map(({ resourceType }) => resourceType),
      ["instance", "volume", "network-interface"],
    );
    for (const { resourceType, tags } of launched) carries(tags, resourceType);
  });
});
