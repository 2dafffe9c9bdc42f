import assert from "node:assert/strict";
import { Provider } from "../../local/aws/provider";
import { notKnown } from "../../simulation";
import { text, type Properties } from "../../local/cloud/properties";
import { Client, newStore, type Made } from "./aws-client";

const ASSUME_ROLE = JSON.stringify({ Version: "2012-10-17", Statement: [] });

describe("the local AWS as a provider", () => {
  const store = newStore();
  let aws: Client;
  let vpc: Made;
  const subnets: Made[] = [];
  before(async () => {
    aws = await Client.start(store);
    vpc = await aws.create("ec2/vpc", "main", { cidrBlock: "10.0.0.0/16", tags: { Name: "main" } });
    for (const [index, zone] of ["us-east-1a", "us-east-1b"].entries()) {
      const inputs = { vpcId: vpc.id, cidrBlock: `10.0.${index}.0/24`, availabilityZone: zone };
      subnets.push(await aws.create("ec2/subnet", `subnet-${index}`, inputs));
    }
  });
  after(() => {
    aws.stop();
  });

  it("cannot work without a region", () => {
    const provider = new Provider(newStore());
    assert.throws(() => {
      provider.configure(undefined, {});
    }, /Missing region information.*pulumi config set aws:region/);
  });

  describe("in a preview", () => {
    it("keeps what the program gave and leaves open what AWS adds", async () => {
      const state = await aws.preview("ec2/vpc", "preview", {
        cidrBlock: "10.1.0.0/16",
        tags: { Name: "x" },
      });
      assert.equal(state.cidrBlock, "10.1.0.0/16");
      assert.deepEqual(state.tagsAll, { Name: "x" });
      assert.equal(state.region, "us-east-1");
      for (const property of ["arn", "defaultSecurityGroupId", "mainRouteTableId"])
        assert.equal(state[property], notKnown);
    });

    it("does not know the blocks and lists that AWS fills in, and AWS then does", async () => {
      const instance = { ami: "ami-1", instanceType: "t3.micro" };
      const planned = await aws.preview("ec2/instance", "preview", instance);
      for (const property of [
        "metadataOptions",
        "rootBlockDevice",
        "vpcSecurityGroupIds",
        "networkInterfaces",
      ])
        assert.equal(planned[property], notKnown, property);
      assert.equal(planned.instanceType, "t3.micro");
      // An optional block that AWS leaves alone is not there.
      assert.ok(!("creditSpecification" in planned));
      const { state } = await aws.create("ec2/instance", "preview", instance);
      assert.deepEqual((state.metadataOptions as Properties).httpTokens, "optional");
      assert.match(text((state.rootBlockDevice as Properties).volumeId), /^vol-[0-9a-f]{17}$/);
    });

    it("keeps, in an update, what AWS filled in and what the program no longer says", async () => {
      const versioned = { bucket: "kept", versioning: { enabled: true } };
      const bucket = await aws.create("s3/bucket", "kept", versioned);
      const planned = await aws.update(bucket, { bucket: "kept", tags: { a: "b" } }, true);
      assert.deepEqual(planned.state.versioning, { enabled: true });
      assert.deepEqual(
        planned.state.serverSideEncryptionConfiguration,
        bucket.state.serverSideEncryptionConfiguration,
      );
      assert.notEqual(bucket.state.serverSideEncryptionConfiguration, undefined);
    });

    it("creates nothing", async () => {
      const before = store.list().length;
      await aws.preview("sns/topic", "preview", {});
      assert.equal(store.list().length, before);
    });

    it("leaves open the version that an update of a launch template will make", async () => {
      const template = await aws.create("ec2/launchTemplate", "preview", { userData: "YQ==" });
      assert.equal(template.state.latestVersion, 1);
      const planned = await aws.update(template, { userData: "Yg==" }, true);
      assert.equal(planned.state.latestVersion, notKnown);
      assert.equal(planned.state.arn, template.state.arn);
      assert.equal((await aws.update(template, { userData: "Yg==" })).state.latestVersion, 2);
    });
  });

  describe("names", () => {
    it("adds 7 digits of the seed to the logical name, and keeps them in the next check", async () => {
      const first = await aws.check("sns/topic", "alarms", {});
      assert.match(text(first.inputs.name), /^alarms-[0-9a-f]{7}$/);
      assert.deepEqual(
        (await aws.check("sns/topic", "alarms", {}, first.inputs, "another seed")).inputs,
        first.inputs,
      );
      assert.notEqual(
        (await aws.check("sns/topic", "alarms", {}, {}, "another seed")).inputs.name,
        first.inputs.name,
      );
    });

    it("fits a long logical name into the 32 characters of a load balancer", async () => {
      const { inputs } = await aws.check("lb/loadBalancer", "a-name-of-more-than-thirty-two-characters", {});
      assert.match(text(inputs.name), /^a-name-.*-[0-9a-f]{7}$/);
      assert.equal(text(inputs.name).length, 32);
    });

    it("refuses a given name that is too long", async () => {
      const { failures } = await aws.check("lb/targetGroup", "web", { name: "x".repeat(33) });
      assert.match(failures.join(), /"name" cannot be longer than 32 characters/);
    });

    it("writes buckets in lower case, and continues a prefix", async () => {
      assert.match((await aws.create("s3/bucket", "Logs", {})).id, /^logs-[0-9a-f]{7}$/);
      const role = await aws.create("iam/role", "r", { namePrefix: "web-", assumeRolePolicy: ASSUME_ROLE });
      assert.match(role.id, /^web-\d{26}$/);
      assert.equal(role.state.name, role.id);
    });

    it("names objects after their key, or else their logical name, in each bucket anew", async () => {
      const [one, other] = [
        await aws.create("s3/bucket", "one", {}),
        await aws.create("s3/bucket", "other", {}),
      ];
      const page = { bucket: one.id, content: "<html>" };
      for (const type of ["s3/bucketObject", "s3/bucketObjectv2"]) {
        const folder = type.split("/")[1] ?? "";
        const index = await aws.create(type, `${folder}.html`, page);
        assert.deepEqual([index.id, index.state.key], [`${one.id}/${folder}.html`, `${folder}.html`]);
        assert.equal((await aws.diff(index, page)).kind, "none");
        const error = await aws.create(type, "error", { ...page, key: `${folder}/error.html` });
        assert.equal(error.id, `${one.id}/${folder}/error.html`);
        await aws.create(type, "copy", { bucket: other.id, key: `${folder}/error.html`, content: "" });
        await assert.rejects(
          aws.create(type, "again", { ...page, key: `${folder}/error.html` }),
          /EntityAlreadyExists/,
        );
        assert.deepEqual((await aws.diff(error, { ...page, key: "new" })).replaces, ["key"]);
      }
    });

    it("names the argument that is missing", async () => {
      const { failures } = await aws.check("ec2/subnet", "web", { cidrBlock: "10.0.0.0/24" });
      assert.match(failures.join(), /The argument "vpc_id" is required.*'web\.vpcId'/);
    });
  });

  describe("what AWS adds", () => {
    it("gives a VPC its default group, table and list, and lets them be adopted", async () => {
      const { defaultSecurityGroupId, mainRouteTableId, defaultRouteTableId, defaultNetworkAclId } =
        vpc.state;
      assert.match(text(defaultSecurityGroupId), /^sg-[0-9a-f]{17}$/);
      assert.match(text(defaultNetworkAclId), /^acl-[0-9a-f]{17}$/);
      assert.equal(mainRouteTableId, defaultRouteTableId);
      assert.equal(
        (await aws.create("ec2/defaultSecurityGroup", "closed", { vpcId: vpc.id })).id,
        defaultSecurityGroupId,
      );
    });

    it("derives a listener's ARN and the metric dimensions from those of load balancer and target group", async () => {
      const balancer = await aws.create("lb/loadBalancer", "web", { subnets: subnets.map(({ id }) => id) });
      const group = await aws.create("lb/targetGroup", "web", { vpcId: vpc.id });
      const actions = [{ type: "forward", targetGroupArn: group.id }];
      const listener = await aws.create("lb/listener", "web", {
        loadBalancerArn: balancer.id,
        defaultActions: actions,
      });
      assert.equal(balancer.state.arnSuffix, balancer.id.split(":loadbalancer/")[1]);
      assert.equal(group.state.arnSuffix, group.id.split(":").at(-1));
      assert.equal(
        listener.id.replace(/\/[0-9a-f]{16}$/, ""),
        balancer.id.replace(":loadbalancer/", ":listener/"),
      );
      assert.equal(balancer.state.vpcId, vpc.id);
      assert.match(text(balancer.state.dnsName), /^web-[0-9a-f]{7}-\w+\.us-east-1\.elb\.amazonaws\.com$/);
    });

    it("asks for one DNS record for each name of a certificate", async () => {
      const certificate = await aws.create("acm/certificate", "web", {
        domainName: "b.org",
        subjectAlternativeNames: ["*.b.org"],
      });
      const options = certificate.state.domainValidationOptions as Properties[];
      assert.deepEqual(
        options.map(({ domainName }) => domainName),
        ["b.org", "*.b.org"],
      );
      for (const option of options)
        assert.match(text(option.resourceRecordName), /^_[0-9a-f]{32}\.b\.org\.$/);
    });

    it("tells a cluster's endpoints and the secret that AWS manages", async () => {
      const inputs = { engine: "aurora-postgresql", manageMasterUserPassword: true };
      const { id, state } = await aws.create("rds/cluster", "db", inputs);
      assert.match(
        text(state.endpoint),
        new RegExp(`^${id}\\.cluster-\\w+\\.us-east-1\\.rds\\.amazonaws\\.com$`),
      );
      assert.match(text(state.readerEndpoint), new RegExp(`^${id}\\.cluster-ro-`));
      assert.equal(state.port, 5432);
      const [secret] = state.masterUserSecrets as Properties[];
      assert.match(
        text(secret?.secretArn),
        /^arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-/,
      );
    });

    it("counts the members of a cache, also after it grew", async () => {
      const cache = await aws.create("elasticache/replicationGroup", "sessions", {
        description: "x",
        numCacheClusters: 2,
      });
      assert.deepEqual(cache.state.memberClusters, [`${cache.id}-001`, `${cache.id}-002`]);
      const grown = await aws.update(cache, { description: "x", numCacheClusters: 3 });
      assert.deepEqual(
        grown.state.memberClusters,
        [1, 2, 3].map((number) => `${cache.id}-00${number}`),
      );
    });

    it("tells addresses that programs hand on: of functions, APIs, images, queues, web sites", async () => {
      const role = await aws.create("iam/role", "f", { assumeRolePolicy: ASSUME_ROLE });
      const made: [key: string, inputs: Properties, output: string, shape: RegExp][] = [
        [
          "apigatewayv2/api",
          { protocolType: "HTTP" },
          "apiEndpoint",
          /^https:\/\/\w+\.execute-api\.us-east-1/,
        ],
        ["ecr/repository", {}, "repositoryUrl", /^123456789012\.dkr\.ecr\.us-east-1\.amazonaws\.com\/made-/],
        ["lambda/function", { role: text(role.state.arn) }, "invokeArn", /:function:made-\w+\/invocations$/],
        [
          "s3/bucketWebsiteConfiguration",
          { bucket: "site" },
          "websiteEndpoint",
          /^site\.s3-website-us-east-1/,
        ],
        ["sqs/queue", {}, "url", /^https:\/\/sqs\.us-east-1\.amazonaws\.com\/123456789012\/made-/],
        [
          "rds/instance",
          { engine: "postgres", instanceClass: "db.t3.micro" },
          "endpoint",
          /\.rds\.amazonaws\.com:5432$/,
        ],
      ];
      await aws.create("s3/bucket", "site", { bucket: "site" });
      for (const [key, inputs, output, shape] of made)
        assert.match(text((await aws.create(key, "made", inputs)).state[output]), shape);
    });

    it("merges the provider's default tags", async () => {
      const tagging = await Client.start(newStore(), {
        region: "us-east-1",
        defaultTags: '{"tags":{"Stack":"dev","Name":"x"}}',
      });
      const topic = await tagging.create("sns/topic", "t", { tags: { Name: "t" } });
      assert.deepEqual(topic.state.tagsAll, { Stack: "dev", Name: "t" });
      tagging.stop();
    });

    it("takes a type that it has never heard of", async () => {
      const made = await aws.create("quantum/computer", "q", { qubits: 3 });
      assert.equal(made.state.qubits, 3);
      assert.equal((await aws.diff(made, { qubits: 4 })).kind, "update");
    });
  });
});
