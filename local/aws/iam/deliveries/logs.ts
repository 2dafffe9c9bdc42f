import { isProperties, text } from "../../../cloud/properties";
import {
  applicationLoadBalancerLogs,
  bucketLogs,
  databaseMonitoring,
  eventBridgeToLogs,
  flowLogs,
  logDelivery,
  logGroupKey,
} from "../callers";
import type { Deployed, DeployedStack, Secured } from "../stack";
import { called, type Delivery, type Finder, step, steps, withIdentity } from "./delivery";
import { asRole, bucketNamed, logBucket, roleNamed, taking } from "./secured";

const groupType = "aws:cloudwatch/logGroup:LogGroup";
const write = ["logs:CreateLogStream", "logs:PutLogEvents"];
/** ARN of a stream, after that of its group. */
const stream = ":log-stream:any";

/** CloudWatch Logs to the key of each group. */
export const groupKeys: Finder = (stack) =>
  stack.ofType(groupType).flatMap((group) => {
    const key = text(group.properties.kmsKeyId);
    if (key === "") return [];
    const use = ["kms:Encrypt", "kms:Decrypt", "kms:ReEncryptFrom", "kms:GenerateDataKey", "kms:DescribeKey"];
    return [
      {
        from: called(group),
        to: "its key",
        steps: () => steps(logGroupKey(group.region, arnOf(group)), use, stack.key(key, group)),
      },
    ];
  });

/** Rules of EventBridge to log groups. */
export const rules: Finder = (stack) =>
  stack
    .ofType("aws:cloudwatch/eventTarget:EventTarget")
    .filter(({ properties }) => text(properties.arn).split(":")[2] === "logs")
    .map((target) => ({
      from: called(target),
      to: `log group ${text(target.properties.arn).split(":log-group:")[1] ?? ""}`,
      steps: () => {
        const group = stack.find(groupType, text(target.properties.arn));
        return eventBridgeToLogs.flatMap((caller) => steps(caller, write, secured(stack, group), stream));
      },
    }));

/** Flow logs to their group or bucket. */
export const flows: Finder = (stack) =>
  stack.ofType("aws:ec2/flowLog:FlowLog").map((flow): Delivery => {
    const destination = text(flow.properties.logDestination);
    const { account, region, id } = flow;
    if (destination.split(":")[2] === "s3") {
      const [bucket = "", ...prefix] = destination.split(":::")[1]?.split("/") ?? [];
      const object = ["", ...prefix.filter(Boolean), "AWSLogs", account, "vpcflowlogs", region, "any"].join(
        "/",
      );
      return {
        from: called(flow),
        to: `bucket ${bucket}`,
        steps: () => [
          step(logDelivery(region, account), "s3:GetBucketAcl", bucketNamed(stack, bucket)),
          step(logDelivery(region, account), "s3:PutObject", bucketNamed(stack, bucket), object),
        ],
      };
    }
    return {
      from: called(flow),
      to: "its log group",
      steps: () => {
        const role = roleNamed(stack, text(flow.properties.iamRoleArn));
        const group = stack.find(groupType, destination);
        const given = withIdentity(secured(stack, group), stack.identityPolicies(role));
        return [
          taking(flowLogs(region, account, id), role),
          ...steps(asRole(role), [...write, "logs:DescribeLogStreams"], given, stream),
        ];
      },
    };
  });

/** Load balancers to the buckets of their logs. */
export const loadBalancers: Finder = (stack) =>
  stack.ofType("aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer").flatMap((balancer) =>
    [balancer.properties.accessLogs, balancer.properties.connectionLogs]
      .filter(isProperties)
      .filter(({ enabled, bucket }) => enabled === true && text(bucket) !== "")
      .map((logs): Delivery => {
        const { account, region } = balancer;
        const isNetwork = balancer.properties.loadBalancerType === "network";
        const caller = isNetwork ? logDelivery(region, account) : applicationLoadBalancerLogs;
        const folder = [text(logs.prefix), "AWSLogs", account].filter(Boolean).join("/");
        return {
          from: called(balancer),
          to: `bucket ${text(logs.bucket)}`,
          steps: () => {
            const bucket = logBucket(stack, text(logs.bucket));
            return [
              ...(isNetwork ? [step(caller, "s3:GetBucketAcl", bucket)] : []),
              step(caller, "s3:PutObject", bucket, `/${folder}/elasticloadbalancing/${region}/any.log.gz`),
            ];
          },
        };
      }),
  );

/** Buckets to the buckets of their access logs. */
export const buckets: Finder = (stack) =>
  stack.ofType("aws:s3/bucketLogging:BucketLogging").map((logging) => {
    const { bucket, targetBucket, targetPrefix } = logging.properties;
    return {
      from: called(logging),
      to: `bucket ${text(targetBucket)}`,
      steps: () => {
        const source = stack.find("aws:s3/bucket:Bucket", text(bucket));
        const to = logBucket(stack, text(targetBucket));
        return [
          step(bucketLogs(source.arn, source.account), "s3:PutObject", to, `/${text(targetPrefix)}any`),
        ];
      },
    };
  });

/** Enhanced monitoring of databases to the log group that RDS makes for it. */
export const monitoring: Finder = (stack) =>
  stack
    .ofType("aws:rds/clusterInstance:ClusterInstance", "aws:rds/instance:Instance")
    .filter(({ properties }) => text(properties.monitoringRoleArn) !== "")
    .map((database) => ({
      from: called(database),
      to: "its operating system's metrics",
      steps: () => {
        const role = roleNamed(stack, text(database.properties.monitoringRoleArn));
        const arn = `arn:aws:logs:${database.region}:${database.account}:log-group:RDSOSMetrics`;
        const policies = {
          name: "log group RDSOSMetrics",
          account: database.account,
          resourceDecides: false,
          identity: stack.identityPolicies(role),
        };
        return [
          taking(databaseMonitoring(database.arn, database.account), role),
          ...steps(asRole(role), write, { arn, policies }, stream),
        ];
      },
    }));

/** A group has no policy of its own; the account has some, each of which may name it. */
function secured(stack: DeployedStack, group: Deployed): Secured {
  const documents = stack
    .ofType("aws:cloudwatch/logResourcePolicy:LogResourcePolicy")
    .map(({ properties }) => JSON.parse(text(properties.policyDocument)) as { Statement: unknown[] });
  const statements = documents.flatMap(({ Statement }) => Statement);
  return {
    arn: arnOf(group),
    policies: {
      name: "the account's resource policy of CloudWatch Logs",
      ...(statements.length > 0 && {
        resource: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
      }),
      account: group.account,
      resourceDecides: false,
    },
  };
}

function arnOf({ arn }: Deployed): string {
  return arn.replace(/:\*$/, "");
}
