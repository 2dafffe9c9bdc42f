import assert from "node:assert/strict";
import type { ResourceValidationArgs } from "@pulumi/policy";
import { notYetKnown } from "../../policy/examples/example";
import { remediationPolicy } from "../../policy/model/remediation";
import { remediations } from "../../policy/security/remediations";

/** Throws where an unknown value is read, as what Pulumi hands over does. */
function guarded(props: Record<string, unknown>): Record<string, unknown> {
  return new Proxy(props, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property);
      assert.notEqual(value, notYetKnown, `${String(property)} can't be known during preview`);
      return value;
    },
  });
}

/** What a remediation makes of a resource, given to it as Pulumi does; undefined where it leaves it as it is. */
async function remediated(
  name: string,
  type: string,
  props: Record<string, unknown>,
  config: object = {},
): Promise<unknown> {
  const found = remediations.find((remediation) => remediation.name === name);
  assert.ok(found, `there is a remediation ${name}`);
  const { remediateResource } = remediationPolicy(found);
  const args = { type, props: guarded(props), getConfig: () => config };
  const result = await remediateResource?.(args as unknown as ResourceValidationArgs);
  return result === undefined ? undefined : props;
}

const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
const topic = "aws:sns/topic:Topic";

describe("D5 remediations", () => {
  it("are all off unless the configuration asks for them", () => {
    for (const remediation of remediations) {
      assert.equal(remediationPolicy(remediation).enforcementLevel, "disabled");
    }
  });

  it("add missing tags and keep those that are there", async () => {
    const tags = { tags: { Project: "web", Environment: "prod" } };
    assert.deepEqual(await remediated("remediate-tags", topic, { tags: { Project: "mine" } }, tags), {
      tags: { Project: "mine", Environment: "prod" },
    });
    assert.equal(await remediated("remediate-tags", topic, { ...tags }, tags), undefined);
    assert.equal(await remediated("remediate-tags", topic, { tags: notYetKnown }, tags), undefined);
  });

  it("require sessions of the metadata service, keep other options, and touch nothing unknown", async () => {
    const name = "remediate-instance-metadata-v2";
    assert.deepEqual(
      await remediated(name, launchTemplate, {
        imageId: notYetKnown,
        metadataOptions: { httpPutResponseHopLimit: 2 },
      }),
      {
        imageId: notYetKnown,
        metadataOptions: { httpEndpoint: "enabled", httpPutResponseHopLimit: 2, httpTokens: "required" },
      },
    );
    assert.equal(await remediated(name, launchTemplate, { metadataOptions: notYetKnown }), undefined);
    assert.equal(
      await remediated(name, launchTemplate, { metadataOptions: { httpTokens: "required" } }),
      undefined,
    );
    assert.equal(await remediated(name, topic, {}), undefined);
  });

  it("encrypt the volumes of a launch template, and leave databases alone", async () => {
    const name = "remediate-volume-encryption";
    const mapping = { deviceName: "/dev/xvda", ebs: { volumeSize: 20 } };
    assert.deepEqual(await remediated(name, launchTemplate, { blockDeviceMappings: [mapping] }), {
      blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { volumeSize: 20, encrypted: "true" } }],
    });
    assert.equal(await remediated(name, "aws:rds/cluster:Cluster", { storageEncrypted: false }), undefined);
  });

  it("rotate symmetric keys, and no decision that was taken", async () => {
    const name = "remediate-key-rotation";
    assert.deepEqual(await remediated(name, "aws:kms/key:Key", {}), { enableKeyRotation: true });
    assert.equal(await remediated(name, "aws:kms/key:Key", { enableKeyRotation: false }), undefined);
    assert.equal(await remediated(name, "aws:kms/key:Key", { customerMasterKeySpec: "RSA_2048" }), undefined);
  });
});
