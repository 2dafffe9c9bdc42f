import assert from "node:assert/strict";
import { join } from "node:path";
import { decide } from "../../local/aws/iam/evaluate";
import { ACCOUNT } from "../../local/cloud/store";
import { changesOf, LocalPulumi, type StateResource } from "./local-pulumi";

const folder = join(__dirname, "..", "..", "bootstrap");

/** The account is no stack of a tier: the pack is named, as the README does. */
const policy = join(folder, "..", "policy");
const packs = ["--policy-pack", policy, "--policy-pack-config", join(policy, "account.json")];

/** The GitHub subjects that may assume a role. */
function subjectsOf(role: StateResource | undefined): unknown {
  const { Statement } = JSON.parse(String(role?.inputs.assumeRolePolicy)) as {
    Statement: { Condition: { StringEquals: Record<string, unknown> } }[];
  };
  return Statement[0]?.Condition.StringEquals["token.actions.githubusercontent.com:sub"];
}

describe("D5 what an account needs once (bootstrap/)", function () {
  this.timeout("10m");
  const pulumi = new LocalPulumi({ LOCAL_MAIN: folder, LOCAL_STACKS: folder });
  let resources: StateResource[];
  before(async () => {
    await pulumi.succeed("preview", "--stack", "account", ...packs);
    await pulumi.succeed("up", "--stack", "account", "--skip-preview", ...packs);
    resources = await pulumi.state("account");
  });
  after(() => {
    pulumi.remove();
  });
  const named = (type: string, name: string) =>
    resources.find((resource) => resource.type === type && resource.urn.endsWith(`::${name}`));

  it("lets pull requests preview, and jobs in an environment deploy", () => {
    assert.deepEqual(subjectsOf(named("aws:iam/role:Role", "preview")), [
      "repo:example/web-platform:pull_request",
      "repo:example/web-platform:ref:refs/heads/main",
    ]);
    assert.deepEqual(subjectsOf(named("aws:iam/role:Role", "deploy")), [
      "repo:example/web-platform:environment:dev",
      "repo:example/web-platform:environment:prod",
      "repo:example/web-platform:environment:prod-standby",
    ]);
  });

  it("holds the role that deploys within a boundary: no rights beyond it, for nobody, and no way at the stacks' state", () => {
    const boundary = named("aws:iam/policy:Policy", "boundary");
    const deploy = named("aws:iam/role:Role", "deploy");
    const arn = String(boundary?.outputs.arn);
    assert.equal(deploy?.inputs.permissionsBoundary, arn);
    const may = (action: string, resource: unknown, ...carried: string[]) =>
      decide(
        {
          principal: { kind: "AWS", name: String(deploy.outputs.arn) },
          action,
          resource: String(resource),
          context: carried.length > 0 ? { "iam:permissionsboundary": carried } : {},
        },
        {
          name: "the boundary",
          account: ACCOUNT,
          resourceDecides: false,
          identity: [String(boundary?.inputs.policy)],
        },
      ).allowed;

    const web = `arn:aws:iam::${ACCOUNT}:role/web-instance`;
    for (const action of ["CreateRole", "PutRolePolicy", "AttachRolePolicy", "PutRolePermissionsBoundary"]) {
      assert.ok(may(`iam:${action}`, web, arn), `${action} with the boundary`);
      assert.ok(!may(`iam:${action}`, web), `${action} of a role without one`);
      assert.ok(!may(`iam:${action}`, web, `arn:aws:iam::${ACCOUNT}:policy/other`), `${action} with another`);
    }
    assert.ok(!may("iam:DeleteRolePermissionsBoundary", web, arn));
    assert.ok(!may("iam:UpdateAssumeRolePolicy", deploy.outputs.arn, arn));
    assert.ok(!may("iam:CreatePolicyVersion", arn));

    const bucket = String(named("aws:s3/bucket:Bucket", "state")?.outputs.arn);
    const [state, other] = [
      `${bucket}/.pulumi/stacks/platform/prod.json`,
      "arn:aws:s3:::web-files/page.html",
    ];
    for (const action of ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"])
      assert.ok(may(action, state), action);
    assert.ok(!may("s3:BypassGovernanceRetention", state), "its locked versions stay");
    for (const action of ["s3:DeleteBucket", "s3:PutBucketPolicy", "s3:PutLifecycleConfiguration"])
      assert.ok(!may(action, bucket) && may(action, "arn:aws:s3:::web-files"), action);
    assert.ok(may("s3:BypassGovernanceRetention", other));
    for (const { type, outputs } of resources) {
      if (type !== "aws:kms/key:Key") continue;
      assert.ok(may("kms:Decrypt", outputs.arn) && !may("kms:ScheduleKeyDeletion", outputs.arn));
    }
  });

  it("gives the role of pull requests no action that changes anything", () => {
    const { Statement } = JSON.parse(
      String(named("aws:iam/rolePolicy:RolePolicy", "preview-policy")?.inputs.policy),
    ) as {
      Statement: { Effect: string; Action: string[] }[];
    };
    const allowed = Statement.filter(({ Effect }) => Effect === "Allow").flatMap(({ Action }) => Action);
    // GenerateDataKey makes no change: it is how the secrets of a saved plan are encrypted.
    assert.deepEqual(
      allowed.filter((action) => !/:(Get|List|Decrypt|GenerateDataKey)/.test(action)),
      [],
    );
  });

  it("lets it compare what the program has uploaded (HeadObject is GetObject), and see nothing of what users have stored", () => {
    const policy = String(named("aws:iam/rolePolicy:RolePolicy", "preview-policy")?.inputs.policy);
    // AWS's read-only policy is attached as well.
    const readOnly = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: ["s3:Get*", "dynamodb:*"], Resource: "*" }],
    });
    const may = (action: string, resource: string) =>
      decide(
        {
          principal: { kind: "AWS", name: String(named("aws:iam/role:Role", "preview")?.outputs.arn) },
          ...{ action, resource, context: {} },
        },
        { name: "it", account: ACCOUNT, resourceDecides: false, identity: [policy, readOnly] },
      ).allowed;
    assert.ok(may("s3:GetObject", "arn:aws:s3:::web-application-1a2b3c4/application/3f2a91c0d7e4b586.zip"));
    assert.ok(!may("s3:GetObject", "arn:aws:s3:::web-files-static-1a2b3c4/application/report.pdf"));
    assert.ok(!may("dynamodb:GetItem", `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/web-sessions`));
  });

  it("D4: asks for the vCPUs that prod's file counts on", () => {
    const quota = named("aws:servicequotas/serviceQuota:ServiceQuota", "us-east-1-onDemandStandardVcpus");
    assert.deepEqual(
      { code: quota?.inputs.quotaCode, value: quota?.inputs.value },
      { code: "L-1216C47A", value: 1280 },
    );
  });

  it("D2: opts AWS Backup in, also where backups are copied to", () => {
    const settings = pulumi.inCloud("aws:backup/regionSettings:RegionSettings");
    assert.deepEqual(settings.map(({ region }) => region).sort(), ["us-east-1", "us-east-2", "us-west-2"]);
    for (const { inputs } of settings) {
      const types = inputs.resourceTypeOptInPreference as Record<string, boolean>;
      for (const type of ["Aurora", "RDS", "S3", "DynamoDB"]) assert.equal(types[type], true, type);
    }
  });

  it("changes nothing the second time", async () => {
    const changes = changesOf(await pulumi.succeed("up", "--stack", "account", "--skip-preview", ...packs));
    assert.deepEqual(Object.keys(changes), ["unchanged"]);
  });

  it("is destroyed but for what stacks cannot live without: state, keys, opt-in, Auto Scaling's role", async () => {
    await pulumi.succeed("destroy", "--stack", "account");
    const left = new Set(pulumi.made().map(({ type }) => type.split("/")[0]));
    assert.deepEqual([...left].sort(), ["aws:backup", "aws:iam", "aws:kms", "aws:s3"]);
    assert.deepEqual(
      pulumi.made().flatMap(({ type }) => (type.startsWith("aws:iam/") ? type : [])),
      ["aws:iam/serviceLinkedRole:ServiceLinkedRole"],
    );
  });
});
