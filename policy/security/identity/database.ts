import { isSourceOfGlobal } from "../../model/global-database";
import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource } from "../../model/stack";
import { every, judge, some, type Verdict } from "../../model/value";
import { isCustomerManaged } from "../encryption/key";

const clusterType = "aws:rds/cluster:Cluster";
const databaseType = "aws:rds/instance:Instance";

export const databaseIam = propertyRule({
  name: "database-iam-authentication",
  description: "A database takes IAM's short-lived tokens in place of passwords",
  severity: "medium",
  requirement: "security",
  sources: [
    "CFG RDS_INSTANCE_IAM_AUTHENTICATION_ENABLED",
    "CFG RDS_CLUSTER_IAM_AUTHENTICATION_ENABLED",
    "NAG RDS6",
    "CKV_AWS_161",
    "CKV_AWS_162",
  ],
  on: {
    [clusterType]: ["iamDatabaseAuthenticationEnabled"],
    [databaseType]: ["iamDatabaseAuthenticationEnabled"],
  },
  // The other engines have no such tokens.
  except: (database) =>
    judge(database.get("engine"), (engine) => !/postgres|mysql|mariadb/.test(show(engine))),
  holds: (value) => value === true,
  required: "true",
});

export const managedMasterPassword = rule({
  name: "database-managed-password",
  description:
    "Secrets Manager makes, keeps and rotates a database's master password, under a customer managed key",
  cannotKnow:
    "Whose key an ARN names that the stack does not make; users beside the master that the application makes",
  severity: "high",
  requirement: "security",
  sources: ["CFG RDS_CLUSTER_DEFAULT_ADMIN_CHECK", "CKV2_AWS_57", "NAG SMG4"],
  *check(stack) {
    for (const database of stack.ofType(clusterType, databaseType)) {
      // Secrets Manager manages no password of "DB clusters that are part of an Aurora global database": Aurora User Guide,
      // "Limitations for Secrets Manager integration", read 2026-11-28.
      const isGlobal = isSourceOfGlobal(stack, database);
      if (takesPasswordOver(database) || isGlobal === true) continue;
      const key = database.given("masterUserSecretKmsKeyId");
      yield {
        resource: database,
        verdict: some([
          isGlobal,
          every([
            judge(database.given("manageMasterUserPassword"), (value) => value === true),
            isCustomerManaged(database, "masterUserSecretKmsKeyId"),
          ]),
        ]),
        found: `manageMasterUserPassword ${show(database.given("manageMasterUserPassword"))}, masterUserSecretKmsKeyId ${show(key)}`,
        required: "manageMasterUserPassword true, masterUserSecretKmsKeyId a customer managed key",
        fix: "set both and remove masterPassword (of an instance: password), which is in the state for all to read who read states",
      };
    }
  },
});

/** Replicas and members of a global database have the users of their source. */
function takesPasswordOver(database: Resource): boolean {
  return ["replicateSourceDb", "replicationSourceIdentifier", "globalClusterIdentifier"].some(
    (property) => database.given(property) !== undefined,
  );
}

interface RotationConfig {
  readonly days: number;
}

export const secretRotation = rule<RotationConfig>({
  name: "secret-rotation",
  description: "A secret is rotated by itself",
  cannotKnow: "Whether the rotation succeeds; a rotation that another stack sets up",
  severity: "medium",
  requirement: "security",
  sources: ["CFG SECRETSMANAGER_ROTATION_ENABLED_CHECK", "CKV2_AWS_57", "CKV_AWS_304", "NAG SMG4"],
  settings: {
    days: { default: 90, minimum: 1, maximum: 1000, description: "Days that a secret may be in use" },
  },
  *check(stack, { days }) {
    for (const secret of stack.ofType("aws:secretsmanager/secret:Secret")) {
      const rotations = stack.referring(
        "aws:secretsmanager/secretRotation:SecretRotation",
        secret,
        "secretId",
      );
      const often = rotations.map(({ resource, sure }) => every([sure, rotatesWithin(resource, days)]));
      yield {
        resource: secret,
        verdict: some(often),
        found: rotations.length === 0 ? "no rotation" : "a rotation that is too rare",
        required: `an aws.secretsmanager.SecretRotation with automaticallyAfterDays at most ${days}, or a schedule`,
        fix: "add an aws.secretsmanager.SecretRotation, or let the service that needs the secret manage it (RDS: manageMasterUserPassword)",
      };
    }
  },
});

function rotatesWithin(rotation: Resource, days: number): Verdict {
  return some([
    judge(
      rotation.get("rotationRules", "automaticallyAfterDays"),
      (after) => typeof after === "number" && after <= days,
    ),
    // A schedule is at most once a month apart, but for yearly ones that nobody writes.
    judge(rotation.get("rotationRules", "scheduleExpression"), (schedule) => typeof schedule === "string"),
  ]);
}
