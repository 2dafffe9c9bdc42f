import { receivesLogs } from "../../model/log-targets";
import { show } from "../../model/show";
import { rule } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import { statefulTypes } from "../../model/stateful-types";
import {
  asKnown,
  elements,
  every,
  judge,
  read,
  some,
  unknown,
  type Value,
  type Verdict,
} from "../../model/value";
import { isReplica } from "../availability/database";
import { selects } from "./selection";

export const bucketType = "aws:s3/bucket:Bucket";
const selectionType = "aws:backup/selection:Selection";

export const backedUp = rule({
  name: "stateful-resource-backed-up",
  description: "A resource that keeps state and that AWS Backup supports is selected by a backup plan",
  cannotKnow:
    "Plans of another stack or of AWS Organizations; whether the role may back the resource up, and its service is opted in",
  severity: "critical",
  requirement: "D2",
  sources: [
    "CFG AURORA_RESOURCES_IN_BACKUP_PLAN",
    "CFG RDS_IN_BACKUP_PLAN",
    "CFG DYNAMODB_IN_BACKUP_PLAN",
    "CFG EBS_IN_BACKUP_PLAN",
    "CFG EFS_IN_BACKUP_PLAN",
    "CFG FSX_RESOURCES_IN_BACKUP_PLAN",
    "CFG S3_RESOURCES_IN_BACKUP_PLAN",
    "CKV2_AWS_8",
    "CKV2_AWS_9",
    "CKV2_AWS_18",
  ],
  *check(stack) {
    const selections = stack.ofType(selectionType);
    const isSelected = (resource: Resource) =>
      some(selections.map((selection) => selects(selection, resource)));
    const said = selections.map(saySelection).join("; ") || "there is none";
    for (const [type, coverage] of Object.entries(statefulTypes)) {
      if (!("backup" in coverage)) continue;
      for (const resource of stack.ofType(type)) {
        const isLog = holdsLogs(stack, resource);
        if (isLog === true || isReplica(resource)) continue;
        yield {
          resource,
          verdict: some([
            isSelected(resource),
            ...sourcesOf(stack, resource).map(({ source, sure }) => every([sure, isSelected(source)])),
            isInAutomaticPlan(stack, resource),
            isLog,
          ]),
          found: `tags ${show(tagsOf(resource))}, which none of the selections takes: ${said}`,
          required: `an aws.backup.Selection in its region that selects it, as ${coverage.backup}`,
          fix: "give the resource the tag that a selection looks for, or add its arn to a selection's resources",
          platformFix: "backupTag in infra/backup",
        };
      }
    }
  },
});

/** EFS puts a file system into AWS Backup's plan of its own, daily and kept for 35 days, where its backup policy says so. */
function isInAutomaticPlan(stack: Stack, resource: Resource): Verdict {
  const policies = stack.referring("aws:efs/backupPolicy:BackupPolicy", resource, "fileSystemId");
  return some(
    policies.map(({ resource: policy, sure }) =>
      every([sure, judge(policy.get("backupPolicy", "status"), (status) => status === "ENABLED")]),
    ),
  );
}

/** The buckets that are replicated into one: what a plan keeps of those, it keeps of the copy. */
function sourcesOf(stack: Stack, resource: Resource): readonly { source: Resource; sure: Verdict }[] {
  if (resource.type !== bucketType) return [];
  return stack.ofType("aws:s3/bucketReplicationConfig:BucketReplicationConfig").flatMap((way) => {
    const rules = elements(way.get("rules"));
    const sure = rules === unknown ? unknown : some(rules.map((rule) => goesInto(resource, rule)));
    return way.references(bucketType, "bucket").resources.map((source) => ({ source, sure }));
  });
}

function goesInto(bucket: Resource, rule: Value): Verdict {
  const name = bucket.get("bucket");
  return judge(read(read(rule, "destination"), "bucket"), (arn) =>
    name === unknown ? unknown : arn === `arn:aws:s3:::${show(name)}`,
  );
}

function tagsOf(resource: Resource): Value {
  return resource.get("tagsAll") ?? resource.get("tags");
}

function saySelection(selection: Resource): string {
  const tags = asKnown(elements(selection.get("selectionTags")));
  const wanted = tags.map((tag) => `${show(read(tag, "key"))}=${show(read(tag, "value"))}`);
  return `${selection.name} (${wanted.join(" or ") || "by ARN"})`;
}

/** A bucket that AWS's services write their logs to: they tell of the state and are none. */
function holdsLogs(stack: Stack, resource: Resource): Verdict {
  return resource.type === bucketType && receivesLogs(stack, resource);
}
