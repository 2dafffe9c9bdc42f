import assert from "node:assert/strict";
import { judgeDeliveries, type Judgement } from "../../local/aws/iam/deliveries";
import type { StateResource } from "./local-pulumi";

interface Statement {
  Sid?: string;
  Principal?: unknown;
  Action?: unknown;
  Resource?: unknown;
  Condition?: unknown;
}

/** A mistake in a deployed stack, and what then does not arrive. */
interface Sabotage {
  readonly mistake: string;
  readonly make: (state: readonly StateResource[]) => void;
  /** Of each delivery that is lost, `from -> to`; all others arrive. */
  readonly loses: RegExp;
  readonly because: RegExp;
}

/** Fails unless everything in the stack arrives, and each mistake loses what depends on it and nothing else. */
export function assertDeliveries(state: readonly StateResource[]) {
  const judged = judgeDeliveries(state);
  assert.deepEqual(
    judged.filter((judgement) => !arrives(judgement)),
    [],
  );
  for (const { mistake, make, loses, because } of sabotages) {
    const broken = structuredClone(state);
    make(broken);
    const wanted = judged.map(nameOf).filter((name) => loses.test(name));
    assert.notEqual(wanted.length, 0, `${mistake}: the stack has nothing that could be lost`);
    const lost = judgeDeliveries(broken).filter((judgement) => !arrives(judgement));
    assert.deepEqual(lost.map(nameOf), wanted, mistake);
    for (const { refusals } of lost) assert.match(refusals.join("\n"), because, mistake);
  }
}

const nameOf = ({ from, to }: Judgement) => `${from} -> ${to}`;
const arrives = ({ refusals, outside }: Judgement) => refusals.length === 0 && outside === undefined;

const ofAccount = (account: string) => ({ StringEquals: { "aws:SourceAccount": account } });
const ownAccount = "123456789012";
const topicPolicy = "aws:sns/topicPolicy:TopicPolicy";
const keyType = "aws:kms/key:Key";

const sabotages: readonly Sabotage[] = [
  {
    mistake: "a condition too many for EventBridge in the topics' policies",
    make: edit(topicPolicy, /./, "policy", "Events", (statement) => ({
      ...statement,
      Condition: ofAccount(ownAccount),
    })),
    loses: /^event target .* -> topic/,
    because: /Events would allow sns:Publish but for .* which the caller does not give/,
  },
  {
    mistake: "a condition too many for EventBridge in the policy of the topics' key",
    make: edit(keyType, /^web-notifications$/, "policy", "Publishers", (statement) => ({
      ...statement,
      Condition: ofAccount(ownAccount),
    })),
    loses: /^event target .* -> topic/,
    because: /Publishers would allow kms:GenerateDataKey but for/,
  },
  {
    mistake: "another account for budgets in the topics' policies",
    make: edit(topicPolicy, /./, "policy", "Budgets", (statement) => ({
      ...statement,
      Condition: ofAccount("999999999999"),
    })),
    loses: /^budget .* -> topic/,
    because: /where the caller gives 123456789012/,
  },
  {
    mistake: "another account in the topics' policies",
    make: edit(topicPolicy, /./, "policy", "Alarms", (statement) => ({
      ...statement,
      Condition: ofAccount("999999999999"),
    })),
    loses: /alarm .* -> topic/,
    because: /where the caller gives 123456789012/,
  },
  {
    mistake: "the topics' key without CloudWatch",
    make: edit(keyType, /^web-notifications$/, "policy", "Publishers", (statement) => ({
      ...statement,
      Principal: { Service: ["events.amazonaws.com", "budgets.amazonaws.com"] },
    })),
    loses: /alarm .* -> topic/,
    because: /key web-notifications does not let cloudwatch\.amazonaws\.com do kms:GenerateDataKey/,
  },
  {
    mistake: "an AWS managed key for the topics, which lets no service in",
    make: set("aws:sns/topic:Topic", /./, "kmsMasterKeyId", "alias/aws/sns"),
    loses: /-> topic/,
    because: /of alias\/aws\/sns would allow .* kms:/,
  },
  {
    mistake: "another folder in the policy of the log bucket",
    make: edit(
      "aws:s3/bucketPolicy:BucketPolicy",
      /^web(-replica)?-logs$/,
      "policy",
      "S3AccessLogs",
      (it) => ({
        ...it,
        Resource: String(it.Resource).replace("/s3/", "/buckets/"),
      }),
    ),
    loses: /^bucket logging/,
    because: /S3AccessLogs allows s3:PutObject on .*\/buckets\/\* only/,
  },
  {
    mistake: "another account in the policy of the log bucket",
    make: edit(
      "aws:s3/bucketPolicy:BucketPolicy",
      /^web-logs$/,
      "policy",
      "LoadBalancerLogs",
      (statement) => ({
        ...statement,
        Resource: String(statement.Resource).replace("/*", "/web/AWSLogs/999999999999/*"),
      }),
    ),
    loses: /^load balancer/,
    because: /LoadBalancerLogs allows .*999999999999.* only/,
  },
  {
    mistake: "a key of its own for the log bucket",
    make: set(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      /^web(-replica)?-logs$/,
      "rules",
      [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
    ),
    loses: /^(load balancer|bucket logging)/,
    because: /with which AWS writes no such logs/,
  },
  {
    mistake: "a folder too many in what the logs' key is for",
    make: edit(keyType, /^web-logs$/, "policy", "Logs", (statement) => ({
      ...statement,
      Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:*:*:log-group:/app/*" } },
    })),
    loses: /^log group .* -> its key/,
    because: /Logs would allow kms:Encrypt but for its condition ArnLike/,
  },
  {
    mistake: "flow logs' role for somebody else",
    make: edit("aws:iam/role:Role", /^web-flow$/, "assumeRolePolicy", undefined, (statement) => ({
      ...statement,
      Principal: { Service: "ec2.amazonaws.com" },
    })),
    loses: /^flow log/,
    because: /does not let vpc-flow-logs\.amazonaws\.com do sts:AssumeRole/,
  },
  {
    mistake: "one of EventBridge's two principals alone for the log group of events",
    make: edit(
      "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
      /./,
      "policyDocument",
      undefined,
      (statement) => ({
        ...statement,
        Principal: { Service: "events.amazonaws.com" },
      }),
    ),
    loses: /^event target .* -> log group/,
    because: /does not let delivery\.logs\.amazonaws\.com do logs:CreateLogStream/,
  },
  {
    mistake: "the volumes' key without grants for Auto Scaling",
    make: edit(keyType, /^web-compute$/, "policy", "AutoScalingGrants", () => undefined),
    loses: /^group web -> the key of its volumes/,
    because: /kms:CreateGrant/,
  },
  {
    mistake: "a key policy without the account, so that no permission counts",
    make: edit(keyType, /^web-data$/, "policy", "Account", (statement) => ({
      ...statement,
      Principal: { AWS: "arn:aws:iam::123456789012:role/somebody" },
    })),
    loses: /^(cluster|instance|replication group|table) ?.* -> the key of/,
    because: /key web-data does not let .*role\/deployment do kms:CreateGrant/,
  },
  {
    mistake: "instances that may read objects and not use their key",
    make: edit("aws:iam/rolePolicy:RolePolicy", /^web-policy$/, "policy", undefined, (statement) =>
      JSON.stringify(statement.Action).includes("kms:") ? undefined : statement,
    ),
    loses: /^role web -> bucket/,
    because: /no policy of .*role\/web-\w+ allows kms:Decrypt/,
  },
  {
    mistake: "a vault's key without the account",
    make: edit(keyType, /^web-backup$/, "policy", "Account", (statement) => ({
      ...statement,
      Condition: ofAccount(ownAccount),
    })),
    loses: /vault web-backup(?!-copy)/,
    because: /Account would allow kms:/,
  },
];

/** Changes the statements of a policy, of those named by `sid` or all; a statement that becomes undefined goes. */
function edit(
  type: string,
  name: RegExp,
  property: string,
  sid: string | undefined,
  change: (statement: Statement) => Statement | undefined,
): Sabotage["make"] {
  return (state) => {
    let found = 0;
    for (const { properties } of matching(state, type, name)) {
      const policy = properties[property];
      if (typeof policy !== "string") continue;
      const document = JSON.parse(policy) as { Statement: Statement[] };
      const statements = document.Statement.flatMap((statement) => {
        if (sid !== undefined && statement.Sid !== sid) return [statement];
        found += 1;
        return change(statement) ?? [];
      });
      properties[property] = JSON.stringify({ ...document, Statement: statements });
    }
    assert.ok(found > 0, `no statement ${sid ?? ""} in ${property} of ${type} ${name.source}`);
  };
}

function set(type: string, name: RegExp, property: string, value: unknown): Sabotage["make"] {
  return (state) => {
    const found = matching(state, type, name);
    assert.ok(found.length > 0, `no ${type} ${name.source}`);
    for (const { properties } of found) properties[property] = value;
  };
}

function matching(state: readonly StateResource[], type: string, name: RegExp) {
  return state
    .filter((resource) => resource.type === type && name.test(resource.urn.split("::").at(-1) ?? ""))
    .flatMap(({ inputs, outputs }) => [{ properties: inputs }, { properties: outputs }]);
}
