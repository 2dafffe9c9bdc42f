import assert from "node:assert/strict";
import { alarms } from "../../infra/observability/alarms";
import { compositeAlarms } from "../../infra/observability/alarms/composite";
import { LocalPulumi, withoutPacks, type StateResource } from "./local-pulumi";

const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";
const compositeType = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const topicType = "aws:sns/topic:Topic";

/** Which output of which type a dimension has to be. */
const owners: Record<string, readonly [type: string, output: string]> = {
  LoadBalancer: ["aws:lb/loadBalancer:LoadBalancer", "arnSuffix"],
  TargetGroup: ["aws:lb/targetGroup:TargetGroup", "arnSuffix"],
  AutoScalingGroupName: ["aws:autoscaling/group:Group", "name"],
  LogGroup: ["aws:cloudwatch/logGroup:LogGroup", "name"],
  RuleName: ["aws:cloudwatch/eventRule:EventRule", "name"],
  DBClusterIdentifier: ["aws:rds/cluster:Cluster", "clusterIdentifier"],
  DBInstanceIdentifier: ["aws:rds/instance:Instance", "identifier"],
  CacheClusterId: ["aws:elasticache/replicationGroup:ReplicationGroup", "memberClusters"],
  TableName: ["aws:dynamodb/table:Table", "name"],
  BucketName: ["aws:s3/bucket:Bucket", "bucket"],
  FilterId: ["aws:s3/bucketMetric:BucketMetric", "name"],
  BackupVaultName: ["aws:backup/vault:Vault", "name"],
  CertificateArn: ["aws:acm/certificateValidation:CertificateValidation", "certificateArn"],
  NatGatewayId: ["aws:ec2/natGateway:NatGateway", "id"],
  HealthCheckId: ["aws:route53/healthCheck:HealthCheck", "id"],
  SourceBucket: ["aws:s3/bucket:Bucket", "bucket"],
  DestinationBucket: ["aws:s3/bucket:Bucket", "bucket"],
};

/** Dimensions that name no resource. */
const plain = ["StorageType", "Operation", "ReceivingRegion", "RuleId"];

/** What only a stack with a standby, or the standby itself, has. */
const ofTwoRegions = [
  "globalMember",
  "globalPrimary",
  "globalStandby",
  "tableReplica",
  "replication",
  "healthCheck",
];

interface MetricQuery {
  metric?: { dimensions: Record<string, string> };
}

/** What an alarm measures by: its own dimensions, or those of the terms of its expression. */
function dimensionsOf({ outputs }: StateResource): Record<string, string>[] {
  const { dimensions, metricQueries } = outputs as {
    dimensions?: Record<string, string>;
    metricQueries?: MetricQuery[];
  };
  const terms = (metricQueries ?? []).flatMap(({ metric }) => (metric ? [metric.dimensions] : []));
  return Object.keys(dimensions ?? {}).length > 0 && dimensions ? [dimensions, ...terms] : terms;
}

/** The stacks as they are, and a third one, so that every row of the table is made somewhere. */
const variants: { title: string; stack: string; change: Record<string, unknown>; lacks: string[] }[] = [
  {
    title: "dev",
    stack: "dev",
    change: {},
    lacks: ["databaseInstance", "networkTargets", "table", "certificate", ...ofTwoRegions],
  },
  {
    title: "prod with its sessions in DynamoDB",
    stack: "prod",
    change: { "platform:sessionStore": "dynamodb" },
    lacks: ["databaseInstance", "networkTargets", "cacheNode", "globalStandby"],
  },
  {
    title: "dev behind a network load balancer and on plain RDS",
    stack: "dev",
    change: { "platform:loadBalancer": { type: "network" }, "platform:database": { engine: "postgres" } },
    lacks: [
      ...["databaseCluster", "applicationLoadBalancer", "applicationTargets", "table", "certificate"],
      ...ofTwoRegions,
    ],
  },
];

/** Ids of the alarms and composite alarms that a stack has to have. */
function expectedWithout(lacks: readonly string[]): Set<string> {
  const rows = alarms.filter(({ watches }) => watches.some((watched) => !lacks.includes(watched)));
  const expected = new Set(rows.map(({ id }) => id));
  for (const { id, members } of compositeAlarms) {
    if (members.some((member) => expected.has(member))) expected.add(id);
  }
  return expected;
}

it("C4: every row of the table is made in one of the variants", () => {
  const made = new Set(variants.flatMap(({ lacks }) => [...expectedWithout(lacks)]));
  assert.deepEqual(
    alarms.filter(({ id }) => !made.has(id)).map(({ watches }) => watches),
    // A standby cannot be made alone: test/engine/failover.drill.ts makes one.
    [["globalStandby"]],
  );
});

for (const { title, stack, change, lacks } of variants) {
  describe(`C4 ${title} on the real engine`, function () {
    this.timeout("10m");
    const pulumi = new LocalPulumi(withoutPacks);
    let state: StateResource[];
    const ofType = (type: string) => state.filter((resource) => resource.type === type);
    before(async () => {
      pulumi.configure(stack, (config) => Object.assign(config, change));
      await pulumi.succeed("up", "--stack", stack, "--skip-preview");
      state = await pulumi.state(stack);
    });
    after(() => {
      pulumi.remove();
    });

    it("has every alarm of the table for what there is", () => {
      const names = [...ofType(alarmType), ...ofType(compositeType)].map(({ outputs }) =>
        String(outputs.name ?? outputs.alarmName),
      );
      for (const id of expectedWithout(lacks)) {
        assert.ok(
          names.some((name) => new RegExp(`^web-${stack}-${id}(-(\\d|static|backup))?$`).test(name)),
          id,
        );
      }
    });

    it("has no alarm that points at nothing: each dimension is an id of a resource of the stack", () => {
      let joined = 0;
      for (const alarm of ofType(alarmType)) {
        const sets = dimensionsOf(alarm);
        assert.ok(sets.length > 0, alarm.urn);
        for (const [name, value] of sets.flatMap((set) => Object.entries(set))) {
          if (plain.includes(name)) continue;
          const [type, output] = owners[name] ?? assert.fail(`${name} of ${alarm.urn} names no resource`);
          const ids = ofType(type).flatMap((resource) =>
            output === "id" ? resource.id : resource.outputs[output],
          );
          assert.ok(ids.includes(value), `${alarm.urn}: ${name} ${value} is none of ${ids.join(", ")}`);
          joined += 1;
        }
      }
      assert.ok(joined >= ofType(alarmType).length, "each alarm was joined");
    });

    it("lets every alarm reach somebody: by a topic with subscribers, or by a composite alarm", () => {
      const topics = new Map(ofType(topicType).map(({ outputs }) => [outputs.arn, outputs.kmsMasterKeyId]));
      const subscribed = new Set(
        ofType("aws:sns/topicSubscription:TopicSubscription").map(({ outputs }) => outputs.topic),
      );
      const composites = ofType(compositeType);
      const reaches = ({ outputs }: StateResource): boolean => {
        const actions = (outputs.alarmActions ?? []) as string[];
        if (actions.length > 0) return actions.every((arn) => topics.get(arn) && subscribed.has(arn));
        const name = String(outputs.name ?? outputs.alarmName);
        return composites.some(
          (composite) =>
            String(composite.outputs.alarmRule).includes(`ALARM("${name}")`) && reaches(composite),
        );
      };
      assert.deepEqual(
        [...ofType(alarmType), ...composites]
          .filter(({ urn }) => !/::web-(out|out-memory|in)$/.test(urn))
          .filter((alarm) => !reaches(alarm))
          .map(({ urn }) => urn),
        [],
      );
    });

    it("says in the outputs who has not confirmed yet, so that no alarm waits for nobody in silence", async () => {
      const output = await pulumi.succeed(
        "stack",
        "output",
        "unconfirmedSubscriptions",
        "--json",
        "--stack",
        stack,
      );
      const email = stack === "dev" ? "platform-dev@example.com" : "platform-oncall@example.com";
      assert.deepEqual(JSON.parse(output), [`page: ${email}`, `ticket: ${email}`]);
    });

    it("C5: has a dashboard over these very resources", () => {
      const [dashboard, ...more] = ofType("aws:cloudwatch/dashboard:Dashboard");
      assert.equal(more.length, 0);
      const body = String(dashboard?.outputs.dashboardBody);
      const [group] = ofType("aws:autoscaling/group:Group");
      assert.ok(group?.id && body.includes(group.id));
    });
  });
}
