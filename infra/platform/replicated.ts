import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { arnOf } from "../arn";
import { mayUseSessions } from "../session-table";
import { accessToBuckets } from "../storage";
import type { SharedNames } from "./shared-names";

/** A store that files are kept in: the stack's own, or what its primary replicates into the region. */
export interface FileStore {
  readonly staticFiles: { readonly bucketName: pulumi.Output<string> };
  readonly fileBackups: { readonly bucketName: pulumi.Output<string> };
  /** What an instance's role needs to read and write both. */
  readonly accessStatements: aws.iam.PolicyStatement[];
}

/** A table that sessions are kept in. */
export interface SessionStore {
  readonly tableName: pulumi.Output<string>;
  readonly accessStatements: aws.iam.PolicyStatement[];
}

interface Here {
  region: string;
  accountId: pulumi.Output<string>;
}

/** The primary's files as the standby has them. Their buckets are the primary's to make and to change. */
export function replicatedFiles(names: SharedNames, here: Here): FileStore {
  const [staticFiles, fileBackups] = [names.staticFilesReplica, names.fileBackupsReplica];
  return {
    staticFiles: { bucketName: staticFiles },
    fileBackups: { bucketName: fileBackups },
    accessStatements: [
      ...accessToBuckets([staticFiles, fileBackups].map((bucket) => arnOf("s3", bucket))),
      mayUseKey(names, here, ["kms:Decrypt", "kms:GenerateDataKey"]),
    ],
  };
}

/** The primary's sessions as the standby has them: a replica has the name of its table. */
export function replicatedSessions(names: SharedNames, here: Here): SessionStore {
  return {
    tableName: pulumi.output(names.sessionTable),
    accessStatements: [
      mayUseSessions(arnOf("dynamodb", `table/${names.sessionTable}`, here)),
      mayUseKey(names, here, ["kms:Decrypt"]),
    ],
  };
}

/** The key is known by its alias only: the stack that makes it may not be there to be asked. */
function mayUseKey({ replicaKeyAlias }: SharedNames, here: Here, Action: string[]): aws.iam.PolicyStatement {
  return {
    Effect: "Allow",
    Action,
    Resource: arnOf("kms", "key/*", here),
    Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": replicaKeyAlias } },
  };
}
