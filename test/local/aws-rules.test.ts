import assert from "node:assert/strict";
import type { Properties } from "../../local/cloud/properties";
import { Client, newStore, type Made } from "./aws-client";

const NOWHERE = "0123456789abcdef0";
const ACCOUNT = "123456789012";

describe("the local AWS refuses what AWS refuses", () => {
  const store = newStore();
  let aws: Client;
  let west: Client;
  let vpc: Made;
  let subnets: Made[];
  before(async () => {
    aws = await Client.start(store);
    west = await Client.start(store, { region: "us-west-2" });
    ({ vpc, subnets } = await aws.network());
  });
  after(() => {
    aws.stop();
    west.stop();
  });

  const idsOf = (...indexes: number[]): string[] => indexes.map((index) => subnets[index]?.id ?? "");

  describe("references to what does not exist", () => {
    const dangling: [key: string, inputs: Properties, error: RegExp][] = [
      [
        "ec2/subnet",
        { vpcId: `vpc-${NOWHERE}`, cidrBlock: "10.0.0.0/24" },
        /InvalidVpcID\.NotFound: The vpc ID 'vpc-0123456789abcdef0' does not exist/,
      ],
      [
        "lb/loadBalancer",
        { subnets: [`subnet-${NOWHERE}`] },
        /InvalidSubnetID\.NotFound: The subnet ID 'subnet-0123456789abcdef0' does not exist/,
      ],
      [
        "ec2/launchTemplate",
        { vpcSecurityGroupIds: ["sg-01234567"] },
        /InvalidGroup\.NotFound: The security group 'sg-01234567' does not exist/,
      ],
      [
        "autoscaling/group",
        { minSize: 1, maxSize: 1, launchTemplate: { id: `lt-${NOWHERE}` } },
        /InvalidLaunchTemplateId\.NotFound/,
      ],
      ["ec2/route", { routeTableId: `rtb-${NOWHERE}` }, /InvalidRouteTableID\.NotFound/],
      [
        "lb/listener",
        {
          loadBalancerArn: `arn:aws:elasticloadbalancing:us-east-1:${ACCOUNT}:loadbalancer/app/a/1`,
          defaultActions: [],
        },
        /LoadBalancerNotFound/,
      ],
      [
        "lb/listener",
        {
          loadBalancerArn: "",
          defaultActions: [
            { targetGroupArn: `arn:aws:elasticloadbalancing:us-east-1:${ACCOUNT}:targetgroup/a/1` },
          ],
        },
        /TargetGroupNotFound/,
      ],
      [
        "iam/rolePolicyAttachment",
        { role: "nobody", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
        /NoSuchEntity: The role with name nobody cannot be found/,
      ],
      [
        "s3/bucketVersioning",
        { bucket: "nothing", versioningConfiguration: { status: "Enabled" } },
        /NoSuchBucket/,
      ],
      [
        "rds/clusterInstance",
        { clusterIdentifier: "none", engine: "aurora-postgresql", instanceClass: "db.serverless" },
        /DBClusterNotFoundFault/,
      ],
      [
        "globalaccelerator/listener",
        {
          acceleratorArn: `arn:aws:globalaccelerator::${ACCOUNT}:accelerator/none`,
          protocol: "TCP",
          portRanges: [],
        },
        /AcceleratorNotFoundException/,
      ],
      [
        "cloudwatch/logGroup",
        { kmsKeyId: `arn:aws:kms:us-east-1:${ACCOUNT}:key/none` },
        /NotFoundException: Key/,
      ],
    ];
    for (const [key, inputs, error] of dangling) {
      it(`${key}: ${error.source.split(":")[0] ?? ""}`, () =>
        assert.rejects(aws.create(key, "dangling", inputs), error));
    }

    it("also in an update", async () => {
      const template = await aws.create("ec2/launchTemplate", "update", {});
      const inputs = { vpcSecurityGroupIds: [`sg-${NOWHERE}`] };
      await assert.rejects(aws.update(template, inputs), /InvalidGroup\.NotFound/);
    });

    it("looks for ids in the resource's own region", async () => {
      const elsewhere = { vpcId: vpc.id, cidrBlock: "10.0.9.0/24" };
      await assert.rejects(west.create("ec2/subnet", "west", elsewhere), /InvalidVpcID\.NotFound/);
      assert.match(
        (await west.create("ec2/subnet", "west", { ...elsewhere, region: "us-east-1" })).id,
        /^subnet-/,
      );
    });

    it("takes a bucket's domain name for its name, from CloudFront too, which has no region", async () => {
      const bucket = await aws.create("s3/bucket", "access-logs", {});
      const logging = (name: string): Properties => ({
        enabled: true,
        loggingConfig: { bucket: `${name}.s3.amazonaws.com` },
        ...Object.fromEntries(
          ["origins", "defaultCacheBehavior", "restrictions", "viewerCertificate"].map((name) => [name, {}]),
        ),
      });
      await aws.create("cloudfront/distribution", "cdn", logging(bucket.id));
      await assert.rejects(
        aws.create("cloudfront/distribution", "none", logging("none")),
        /NoSuchBucket: The specified bucket does not exist: none/,
      );
    });

    const allowed: [what: string, key: string, inputs: Properties][] = [
      [
        "AWS's own policies",
        "iam/policy",
        { policy: "{}", description: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
      ],
      ["the account", "sns/topic", { displayName: `arn:aws:iam::${ACCOUNT}:root` }],
      ["other accounts", "sns/topic", { displayName: "arn:aws:iam::127311923021:role/x" }],
      ["AWS's keys", "sns/topic", { kmsMasterKeyId: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/aws/sns` }],
      [
        "ids in policies and tags",
        "sns/topic",
        { policy: `{"a":"vpc-${NOWHERE}"}`, tags: { a: `vpc-${NOWHERE}` } },
      ],
      [
        "default parameter groups",
        "rds/cluster",
        { engine: "aurora-postgresql", dbClusterParameterGroupName: "default.aurora-postgresql16" },
      ],
    ];
    for (const [what, key, inputs] of allowed) {
      it(`allows ${what}`, async () => {
        assert.notEqual((await aws.create(key, what, inputs)).id, "");
      });
    }
  });

  describe("names that are taken", () => {
    const ROLE = { assumeRolePolicy: "{}" };
    const taken: [key: string, inputs: Properties, code: RegExp][] = [
      ["iam/role", { name: "taken", ...ROLE }, /EntityAlreadyExists/],
      ["s3/bucket", { bucket: "taken" }, /BucketAlreadyOwnedByYou/],
      ["lb/targetGroup", { name: "taken" }, /DuplicateTargetGroupName/],
      [
        "rds/cluster",
        { clusterIdentifier: "taken", engine: "aurora-postgresql" },
        /DBClusterAlreadyExistsFault/,
      ],
      ["cloudwatch/logGroup", { name: "taken" }, /AlreadyExists/],
    ];
    for (const [key, inputs, code] of taken) {
      it(`${key}: ${code.source}`, async () => {
        await aws.create(key, "first", inputs);
        await assert.rejects(aws.create(key, "second", inputs), code);
      });
    }

    it("but a vault's lock is put anew", async () => {
      await aws.create("backup/vault", "vault", { name: "locked" });
      const lock = { backupVaultName: "locked", minRetentionDays: 7 };
      await aws.create("backup/vaultLockConfiguration", "lock", lock);
      const again = await aws.create("backup/vaultLockConfiguration", "again", {
        ...lock,
        minRetentionDays: 8,
      });
      assert.deepEqual([again.id, again.state.minRetentionDays], ["locked", 8]);
    });

    it("in another region only for buckets and IAM", async () => {
      await west.create("lb/targetGroup", "other", { name: "taken" });
      await assert.rejects(west.create("s3/bucket", "other", { bucket: "taken" }), /BucketAlreadyOwnedByYou/);
      await assert.rejects(
        west.create("iam/role", "other", { name: "taken", ...ROLE }),
        /EntityAlreadyExists/,
      );
    });
  });

  describe("what cannot work", () => {
    const impossible: [what: string, key: string, inputs: () => Properties, error: RegExp][] = [
      [
        "a load balancer in one zone",
        "lb/loadBalancer",
        () => ({ subnets: idsOf(0, 2) }),
        /At least two subnets in two different Availability Zones/,
      ],
      [
        "a database in one zone",
        "rds/subnetGroup",
        () => ({ subnetIds: idsOf(0, 2) }),
        /DBSubnetGroupDoesNotCoverEnoughAZs/,
      ],
      [
        "a subnet outside the VPC",
        "ec2/subnet",
        () => ({ vpcId: vpc.id, cidrBlock: "10.1.0.0/24" }),
        /InvalidSubnet\.Range/,
      ],
      [
        "overlapping subnets",
        "ec2/subnet",
        () => ({ vpcId: vpc.id, cidrBlock: "10.0.0.128/25" }),
        /InvalidSubnet\.Conflict/,
      ],
      [
        "a minimum above the maximum",
        "autoscaling/group",
        () => ({ minSize: 3, maxSize: 2 }),
        /must be greater than or equal to min bound, 3/,
      ],
      [
        "a desired capacity above the maximum",
        "autoscaling/group",
        () => ({ minSize: 1, maxSize: 2, desiredCapacity: 3 }),
        /Desired capacity:3 must be between/,
      ],
    ];
    for (const [what, key, inputs, error] of impossible) {
      it(what, () => assert.rejects(aws.create(key, "impossible", inputs()), error));
    }

    it("but takes a network load balancer in one zone", async () => {
      const inputs = { loadBalancerType: "network", subnets: idsOf(0) };
      assert.match((await aws.create("lb/loadBalancer", "nlb", inputs)).id, /loadbalancer\/net\//);
    });
  });
});
