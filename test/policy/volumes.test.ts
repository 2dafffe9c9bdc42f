import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { instanceVolumesEncrypted, storageEncrypted } from "../../policy/security/encryption/at-rest";
import { judge, stackOf } from "./declare";

type Props = Record<string, unknown>;

const kmsKeyId = "arn:aws:kms:us-east-1:123456789012:key/1";
const encrypted = { encrypted: true, kmsKeyId };
const instance = (props: Props, refersTo: Record<string, string[]> = {}): Declared => ({
  type: "aws:ec2/instance:Instance",
  name: "it",
  props,
  refersTo,
});
const template = (...mappings: Props[]): Declared => ({
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  name: "template",
  props: { id: "lt-1", name: "web-1", blockDeviceMappings: mappings },
});
const mapping = (deviceName: unknown, ebs: unknown = encrypted): Props => ({ deviceName, ebs });
const own: Declared = { type: "aws:kms/key:Key", name: "own", props: { arn: kmsKeyId } };
const verdict = (...declared: Declared[]) => judge(instanceVolumesEncrypted, ...declared, own);

describe("instance-volumes-encrypted: the root volume", () => {
  it("of an instance has to be named beside the others", () => {
    assert.equal(verdict(instance({ ebsBlockDevices: [encrypted] })).it, false);
    assert.equal(verdict(instance({ rootBlockDevice: encrypted, ebsBlockDevices: [encrypted] })).it, true);
    assert.equal(verdict(instance({ rootBlockDevice: encrypted, ebsBlockDevices: [{}] })).it, false);
  });

  it("of a template is the one by a usual name of it", () => {
    for (const name of ["/dev/xvda", "/dev/sda1"])
      assert.equal(verdict(template(mapping("/dev/sdf"), mapping(name))).template, true, name);
    assert.equal(verdict(template(mapping("/dev/sdf"))).template, false);
    assert.equal(verdict(template({ deviceName: "/dev/xvda", noDevice: "true" })).template, false);
    assert.equal(verdict(template(mapping(notYetKnown))).template, unknown);
  });

  it("is what the message is about where it is not named", () => {
    const [finding] = instanceVolumesEncrypted.check(stackOf(template(mapping("/dev/sdf"))), {});
    assert.match(finding?.found ?? "", /^no root volume named.*; encrypted true with arn:/);
  });

  it("of an instance is as the launch template says that it starts from", () => {
    const good = template(mapping("/dev/xvda"));
    const bad = template(mapping("/dev/sdf"));
    for (const launchTemplate of [{ id: "lt-1" }, { name: "web-1" }]) {
      assert.equal(verdict(instance({ launchTemplate }), good).it, true);
      assert.equal(verdict(instance({ launchTemplate }), bad).it, false);
      assert.equal(verdict(instance({ launchTemplate, ebsBlockDevices: [{}] }), good).it, false);
      assert.equal(verdict(instance({ launchTemplate, rootBlockDevice: encrypted }), bad).it, true);
    }
    const preview = instance({ launchTemplate: { id: notYetKnown } }, { launchTemplate: ["template"] });
    assert.equal(verdict(preview, good).it, true);
    assert.equal(verdict(preview, bad).it, false);
    assert.equal(verdict(instance({ launchTemplate: { id: "lt-9" } }), good).it, unknown);
  });
});

describe("instance-volumes-encrypted: an account that encrypts by default", () => {
  const byDefault = (props: Props): Declared => ({
    type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
    name: "default",
    props,
  });
  const key = (keyArn: unknown): Declared => ({
    type: "aws:ebs/defaultKmsKey:DefaultKmsKey",
    name: "key",
    props: { keyArn },
  });

  it("encrypts all that is not named with a customer managed key", () => {
    for (const props of [{}, { enabled: true }])
      assert.equal(verdict(instance({}), byDefault(props), key(kmsKeyId)).it, true);
    const made = { ...key(notYetKnown), refersTo: { keyArn: ["own"] } };
    assert.equal(verdict(template(), byDefault({}), made).template, true);
    assert.equal(verdict(template(), byDefault({}), key(notYetKnown)).template, unknown);
    assert.equal(verdict(instance({}), byDefault({ enabled: notYetKnown }), key(kmsKeyId)).it, unknown);
  });

  it("does not without a key of its own, or where it is turned off", () => {
    assert.equal(verdict(instance({}), byDefault({})).it, false);
    assert.equal(verdict(instance({}), byDefault({}), key("alias/aws/ebs")).it, false);
    assert.equal(verdict(instance({}), byDefault({ enabled: false }), key(kmsKeyId)).it, false);
    assert.equal(verdict(instance({}), key(kmsKeyId)).it, false);
  });

  it("leaves a volume the key that it names", () => {
    const root = { encrypted: true, kmsKeyId: "alias/aws/ebs" };
    assert.equal(verdict(instance({ rootBlockDevice: root }), byDefault({}), key(kmsKeyId)).it, false);
  });
});

describe("storage-encrypted: a read replica whose source is still to be made", () => {
  const replica = (props: Props) =>
    judge(
      storageEncrypted,
      {
        type: "aws:rds/instance:Instance",
        name: "replica",
        props: { replicateSourceDb: notYetKnown, ...props },
        filledIn: { ...(!("storageEncrypted" in props) && { storageEncrypted: notYetKnown }) },
        refersTo: { replicateSourceDb: ["primary"] },
      },
      { type: "aws:rds/instance:Instance", name: "primary", props: { storageEncrypted: true } },
    );

  it("is encrypted as its source is, and refused where it is known not to be", () => {
    assert.deepEqual(replica({}), { primary: true });
    assert.deepEqual(replica({ storageEncrypted: false }), { replica: false, primary: true });
    assert.deepEqual(replica({ replicateSourceDb: "" }), { replica: false, primary: true });
  });
});
