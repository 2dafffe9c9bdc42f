import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { accessLogBucket } from "../../infra/access-logs";
import { Compute, type ComputeArgs } from "../../infra/compute";
import { LoadBalancer } from "../../infra/load-balancer";
import { evaluateMath } from "./metric-math";
import { record, valueOf } from "./record";

const compute = (args: Partial<ComputeArgs> = {}) =>
  record((region) => {
    const loadBalancer = new LoadBalancer("lb", {
      vpcId: "vpc-1",
      publicSubnetIds: ["subnet-1", "subnet-2"],
      type: "application",
      stickySessions: false,
      deletionProtection: false,
      accessLogs: accessLogBucket("logs", { retentionDays: 30, forceDestroy: true }, region),
      targetPort: 8080,
      healthCheckPath: "/healthz",
    });
    const web: ComputeArgs = {
      vpcId: "vpc-1",
      subnetIds: ["subnet-3", "subnet-4"],
      loadBalancer,
      port: 8080,
      instanceType: "t3.medium",
      architecture: "x86_64",
      cpuCredits: "unlimited",
      minSize: 2,
      maxSize: 8,
      events: [],
      now: new Date("2026-11-25T00:00Z"),
      scaling: { metric: "cpu", scaleOutCpuPercent: 75, scaleInCpuPercent: 30 },
      volumeKeyArn: "arn:key",
      backends: [{ name: "database", securityGroupId: "sg-database", port: 5432 }],
      statements: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::files/*" }],
      userData: "#cloud-config\n{}\n",
      tags: { Team: "web" },
      neededAtBoot: [new aws.ssm.Parameter("endpoint", { type: "String", value: "db" }, { parent: region })],
      ...args,
    };
    new Compute("web", web, { parent: region });
  });
const groupType = "aws:autoscaling/group:Group";
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const ruleTypes = {
  in: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  out: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
};

describe("B3 compute", () => {
  it("takes requests from the load balancer's security group, and nothing else", async () => {
    const rules = (await compute())
      .ofType(ruleTypes.in)
      .filter(({ inputs }) => inputs.securityGroupId === "web-id");
    assert.deepEqual(
      rules.map(({ inputs }) => [inputs.referencedSecurityGroupId, inputs.fromPort, inputs.cidrIpv4]),
      [["lb-id", 8080, undefined]],
    );
  });

  it("lets the load balancer reach the instances", async () => {
    const rules = (await compute())
      .ofType(ruleTypes.out)
      .filter(({ inputs }) => inputs.securityGroupId === "lb-id");
    assert.deepEqual(
      rules.map(({ inputs }) => [inputs.referencedSecurityGroupId, inputs.fromPort]),
      [["web-id", 8080]],
    );
  });

  it("B5, B6: opens a backend's port to the instances, and the way out to it, by security group", async () => {
    const stack = await compute();
    const peers = (type: string, group: string) =>
      stack
        .ofType(type)
        .filter(({ inputs }) => inputs.securityGroupId === group)
        .map(({ inputs }) => [inputs.referencedSecurityGroupId ?? inputs.cidrIpv4, inputs.fromPort]);
    assert.deepEqual(peers(ruleTypes.in, "sg-database"), [["web-id", 5432]]);
    assert.deepEqual(peers(ruleTypes.out, "web-id"), [
      ["sg-database", 5432],
      ["0.0.0.0/0", 443],
    ]);
  });

  it("may do in AWS what the application needs", async () => {
    const { inputs } = (await compute()).only("aws:iam/rolePolicy:RolePolicy");
    assert.match(String(inputs.policy), /"s3:GetObject"/);
  });

  it("replaces what the load balancer finds unhealthy, and never sets the capacity itself", async () => {
    const { inputs } = (await compute()).only(groupType);
    assert.equal(inputs.healthCheckType, "ELB");
    assert.equal(inputs.desiredCapacity, undefined);
  });

  it("boots no instance before its parameters, its role's permissions and the listener are there", async () => {
    const stack = await compute();
    const waitsFor = async (type: string) => {
      const { dependsOn } = stack.only(type).options;
      const urns = await Promise.all(
        ([dependsOn].flat() as pulumi.Resource[]).map((resource) => valueOf(resource.urn)),
      );
      return urns.map((urn) => urn.split("::").slice(2).join(" ").split("$").at(-1)).sort();
    };
    assert.deepEqual(await waitsFor(groupType), [
      "aws:lb/listener:Listener lb-80",
      "aws:ssm/parameter:Parameter endpoint",
    ]);
    // The launch template names the profile, and the group the template.
    assert.deepEqual(await waitsFor("aws:iam/instanceProfile:InstanceProfile"), [
      "aws:iam/rolePolicy:RolePolicy web-policy",
      ...["AWSXRayDaemonWriteAccess", "AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy"].map(
        (policy) => `aws:iam/rolePolicyAttachment:RolePolicyAttachment web-${policy}`,
      ),
    ]);
    assert.deepEqual(stack.only(templateType).inputs.iamInstanceProfile, { arn: "arn:web" });
  });

  it("carries the stack's tags, by which docs/operations.md finds what a stack has made", async () => {
    const { inputs } = (await compute()).only(groupType);
    assert.deepEqual(inputs.tags, [
      { key: "Name", value: "web", propagateAtLaunch: true },
      { key: "Team", value: "web", propagateAtLaunch: true },
    ]);
  });

  it("starts an instance refresh with each version of the template, and rolls back a bad one", async () => {
    const { inputs } = (await compute()).only(groupType);
    assert.deepEqual(inputs.launchTemplate, { id: "web-id", version: "7" });
    const { preferences } = inputs.instanceRefresh as { preferences: Record<string, unknown> };
    assert.equal(preferences.autoRollback, true);
  });

  it("encrypts volumes, requires IMDSv2 and tags instances and volumes", async () => {
    const { inputs } = (await compute()).only(templateType);
    assert.deepEqual(inputs.metadataOptions, {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
    const [root] = inputs.blockDeviceMappings as { ebs: Record<string, unknown> }[];
    assert.deepEqual(
      [root?.ebs.encrypted, root?.ebs.kmsKeyId, root?.ebs.volumeType],
      ["true", "arn:key", "gp3"],
    );
    const tagged = inputs.tagSpecifications as { resourceType: string; tags: Record<string, string> }[];
    assert.deepEqual(
      tagged.map(({ resourceType, tags }) => [resourceType, tags.Team]),
      [
        ["instance", "web"],
        ["volume", "web"],
        ["network-interface", "web"],
      ],
    );
  });

  it("takes the newest image once, and another only when it is named", async () => {
    const unnamed = (await compute()).only(templateType);
    assert.deepEqual([unnamed.inputs.imageId, unnamed.options.ignoreChanges], ["ami-1", ["imageId"]]);
    const named = (await compute({ imageId: "ami-2" })).only(templateType);
    assert.deepEqual([named.inputs.imageId, named.options.ignoreChanges], ["ami-2", []]);
  });

  it("opens no SSH: instances are reached by Session Manager", async () => {
    const stack = await compute();
    assert.equal(stack.only(templateType).inputs.keyName, undefined);
    const policies = stack
      .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .map(({ inputs }) => inputs.policyArn);
    assert.ok(policies.includes("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"));
  });
});

describe("B4 scaling", () => {
  const alarms = async (args: Partial<ComputeArgs>) =>
    (await compute(args)).ofType("aws:cloudwatch/metricAlarm:MetricAlarm");

  it("goes out above 75 % CPU, or 75 % memory, which a fleet full of sessions reaches first", async () => {
    const found = (await alarms({})).filter(({ name }) => name !== "web-in");
    assert.deepEqual(
      found.map(({ inputs }) => [inputs.metricName, inputs.comparisonOperator, inputs.threshold]),
      [
        ["CPUUtilization", "GreaterThanThreshold", 75],
        ["mem_used_percent", "GreaterThanThreshold", 75],
      ],
    );
    for (const { inputs } of found) {
      assert.deepEqual(inputs.dimensions, { AutoScalingGroupName: "web" });
      assert.deepEqual(inputs.alarmActions, ["arn:web-out"]);
    }
  });

  it("goes in below 30 % CPU, but not while memory is needed", async () => {
    const { inputs } = (await compute()).only("aws:cloudwatch/metricAlarm:MetricAlarm", "web-in");
    assert.deepEqual(
      [inputs.comparisonOperator, inputs.threshold, inputs.alarmActions],
      ["LessThanThreshold", 30, ["arn:web-in"]],
    );
    const queries = inputs.metricQueries as { id: string; expression?: string }[];
    const expression = (id: string) => queries.find((query) => query.id === id)?.expression ?? "";
    const loadAt = (cpu: number, memory: number | undefined) => {
      const scaled = evaluateMath(expression("scaled"), { memory: [memory] });
      return evaluateMath(expression("load"), { cpu: [cpu], scaled })[0];
    };
    assert.ok(Number(loadAt(29, 59)) < 30, "both low: in");
    assert.ok(Number(loadAt(31, 20)) > 30, "CPU is needed");
    assert.ok(Number(loadAt(5, 61)) > 30, "memory is needed");
    assert.equal(loadAt(5, undefined), undefined, "memory is not known: stay");
  });

  it("can hold a number of requests per target instead", async () => {
    const scaling = {
      metric: "requestsPerTarget",
      scaleOutCpuPercent: 75,
      scaleInCpuPercent: 30,
      requestsPerTargetPerMinute: 600,
    } as const;
    const { inputs } = (await compute({ scaling })).only("aws:autoscaling/policy:Policy");
    assert.deepEqual(inputs.targetTrackingConfiguration, {
      predefinedMetricSpecification: {
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: "suffix/lb/suffix/lb",
      },
      targetValue: 600,
    });
    assert.deepEqual(await alarms({ scaling }), []);
  });
});

describe("A13 scheduled actions", () => {
  const need = {
    byUsersMin: 1,
    byUsersMax: 1,
    byMemory: 1,
    byCpu: 1,
    required: 1,
    binding: "users",
    withBuffer: 1,
    withAzLoss: 2,
    ceiling: 2,
  } as const;
  const event = { name: "launch", multiplier: 3, concurrentUsers: 300, need, minSize: 6 };
  const actions = async (...events: ComputeArgs["events"]) =>
    (await compute({ events })).ofType("aws:autoscaling/schedule:Schedule").map(({ inputs }) => inputs);

  it("raise the floor ahead of an event and lower it after, leaving ceiling and capacity alone", async () => {
    const found = await actions({
      ...event,
      scaleOut: { recurrence: "0 3 27 11 *" },
      scaleIn: { recurrence: "0 5 28 11 *" },
    });
    assert.deepEqual(
      found.map((action) => [
        action.scheduledActionName,
        action.recurrence,
        String(action.startTime).slice(5),
        action.minSize,
        action.maxSize,
        action.desiredCapacity,
      ]),
      [
        ["launch-after", "0 5 28 11 *", "11-28T05:00:00Z", 2, -1, -1],
        ["launch-before", "0 3 27 11 *", "11-27T03:00:00Z", 6, -1, -1],
      ],
    );
  });

  it("are not undone by a deployment during the event: the group's floor is the one that is due", async () => {
    const sale = {
      ...event,
      scaleOut: { startTime: "2026-11-27T03:00:00Z" },
      scaleIn: { startTime: "2026-11-28T05:00:00Z" },
    };
    const floorAt = async (now: string) =>
      (await compute({ events: [sale], now: new Date(now) })).only(groupType).inputs.minSize;
    assert.equal(await floorAt("2026-11-27T02:59Z"), 2);
    assert.equal(await floorAt("2026-11-27T03:00Z"), 6);
    assert.equal(await floorAt("2026-11-28T04:00Z"), 6, "an hour later nothing else is due");
    assert.equal(await floorAt("2026-11-28T05:00Z"), 2);
  });

  it("leave out what lies in the past, which AWS refuses", async () => {
    const past = {
      ...event,
      scaleOut: { startTime: "2020-01-01T00:00:00Z" },
      scaleIn: { startTime: "2999-01-01T00:00:00Z" },
    };
    assert.deepEqual(
      (await actions(past)).map((action) => action.scheduledActionName),
      ["launch-after"],
    );
  });
});
