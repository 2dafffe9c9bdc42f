import assert from "node:assert/strict";
import { Secret } from "@pulumi/policy";
import fc from "fast-check";
import { notYetKnown } from "../../policy/examples/example";
import { remediations } from "../../policy/security/remediations";
import { Analyzer, marked, packFolder } from "./analyzer";
import { ofProtocol, type Decide, decisions, secretPaths, unmarked } from "./with-secrets";

const configuration = {
  "remediate-tags": { enforcementLevel: "remediate", tags: { Project: "web", Environment: "prod" } },
  "remediate-instance-metadata-v2": "remediate",
  "remediate-volume-encryption": "remediate",
  "remediate-key-rotation": "remediate",
};

const tags = fc.option(fc.dictionary(fc.constantFrom("Owner", "Project"), fc.constantFrom("me", "you")), {
  nil: undefined,
});
const metadataOptions = fc.record(
  {
    httpTokens: fc.constantFrom("optional", "required"),
    httpEndpoint: fc.constantFrom("enabled", "disabled"),
    httpPutResponseHopLimit: fc.nat(3),
  },
  { requiredKeys: [] },
);
const mapping = fc.record(
  {
    deviceName: fc.constantFrom("/dev/xvda", "/dev/xvdb"),
    ebs: fc.record(
      { volumeSize: fc.nat(100), encrypted: fc.constantFrom("true", "false"), kmsKeyId: fc.string() },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);
const resources = fc.oneof(
  fc.record({
    type: fc.constantFrom("aws:ec2/launchTemplate:LaunchTemplate", "aws:ec2/instance:Instance"),
    props: fc.record(
      {
        imageId: fc.constant("ami-1"),
        tags,
        metadataOptions,
        blockDeviceMappings: fc.array(mapping, { maxLength: 3 }),
      },
      { requiredKeys: ["imageId"] },
    ),
  }),
  fc.record({
    type: fc.constant("aws:kms/key:Key"),
    props: fc.record(
      { tags, enableKeyRotation: fc.boolean(), customerMasterKeySpec: fc.constant("RSA_2048") },
      { requiredKeys: [] },
    ),
  }),
);

/** A value some parts of which are secret, not known yet, or both. */
function veiled(value: unknown, decide: Decide): unknown {
  const [isUnknown, isSecret] = [decide() < 8, decide() < 20];
  const inner = isUnknown ? notYetKnown : veiledInside(value, decide);
  return isSecret ? new Secret(inner) : inner;
}

function veiledInside(value: unknown, decide: Decide): unknown {
  if (Array.isArray(value)) return value.map((element) => veiled(element, decide));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, veiled(inner, decide)]));
}

const veiledResources = fc.tuple(resources, decisions).map(([{ type, props }, decide]) => {
  const set = Object.entries(props).filter(([, value]) => value !== undefined);
  return { type, props: veiledInside(Object.fromEntries(set), decide) as Record<string, unknown> };
});

/** The paths and values of all leaves. */
function leaves(value: unknown, path = ""): Map<string, unknown> {
  if (typeof value !== "object" || value === null) return new Map([[path, value]]);
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...leaves(inner, `${path}/${key}`)]));
}

/** What the remediations may set, and to what. */
const intended: readonly [RegExp, unknown][] = [
  [/^\/tags\/Project$/, "web"],
  [/^\/tags\/Environment$/, "prod"],
  [/^\/metadataOptions\/httpTokens$/, "required"],
  [/^\/metadataOptions\/httpEndpoint$/, "enabled"],
  [/^\/blockDeviceMappings\/\d\/ebs\/encrypted$/, "true"],
  [/^\/enableKeyRotation$/, true],
];

describe("D5 remediations of secret and unknown values", function () {
  this.timeout("2m");
  let analyzer: Analyzer;
  before(async () => {
    analyzer = await Analyzer.start(packFolder("security"));
    assert.deepEqual(
      Object.keys(configuration),
      remediations.map(({ name }) => name),
    );
    await analyzer.configure(configuration);
  });
  after(() => {
    analyzer.stop();
  });

  const remediate = async (type: string, props: Record<string, unknown>) => {
    const inputs = ofProtocol(props) as Record<string, unknown>;
    const after = await analyzer.remediate({ urn: `urn:pulumi:test::test::${type}::it`, type, inputs });
    return fromProtocol(after) as Record<string, unknown>;
  };

  it("keep all that the program sets, secret what is secret, and set nothing but what they are for", async () => {
    await fc.assert(
      fc.asyncProperty(veiledResources, async ({ type, props }) => {
        const after = await remediate(type, props);
        assert.deepEqual(secretPaths(after).sort(), secretPaths(props).sort());
        const [was, is] = [leaves(unmarked(props)), leaves(unmarked(after))];
        for (const [path, value] of is) {
          if (was.has(path) && was.get(path) === value) continue;
          assert.ok(
            intended.some(([place, wanted]) => place.test(path) && wanted === value),
            `${path} is ${JSON.stringify(value)}`,
          );
          assert.notEqual(was.get(path), notYetKnown, `${path} was not known`);
        }
        // An object that was empty is one no more where something was set in it.
        const isKept = (path: string) =>
          is.has(path) || [...is.keys()].some((it) => it.startsWith(`${path}/`));
        for (const path of was.keys()) assert.ok(isKept(path), `${path} is gone`);
      }),
      { numRuns: 300 },
    );
  });

  it("repair what is secret as what is not", async () => {
    const { props } = { props: { tags: new Secret({ Owner: "me" }), metadataOptions: new Secret({}) } };
    assert.deepEqual(await remediate("aws:ec2/instance:Instance", props), {
      tags: new Secret({ Owner: "me", Project: "web", Environment: "prod" }),
      metadataOptions: new Secret({ httpEndpoint: "enabled", httpTokens: "required" }),
    });
  });
});

/** A value of the protocol with the SDK's marks of secrets. */
function fromProtocol(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromProtocol);
  if (typeof value !== "object" || value === null) return value;
  const [mark] = Object.keys(marked(0));
  if (mark !== undefined && mark in value && "value" in value) return new Secret(fromProtocol(value.value));
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fromProtocol(inner)]));
}
