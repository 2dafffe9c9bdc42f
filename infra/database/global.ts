import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** Makes a global database of a cluster, which other regions' clusters then can join. */
export function globalDatabase(
  name: string,
  args: {
    id: string;
    cluster: aws.rds.Cluster;
    instances: aws.rds.ClusterInstance[];
    deletionProtection: boolean;
  },
  parent: pulumi.Resource,
): aws.rds.GlobalCluster {
  return new aws.rds.GlobalCluster(
    name,
    {
      globalClusterIdentifier: args.id,
      // Of a cluster that is there already, so that a stack that gets a standby keeps its database.
      sourceDbClusterIdentifier: args.cluster.arn,
      // Leaves the clusters, each for itself, when it is deleted.
      forceDestroy: true,
      deletionProtection: args.deletionProtection,
    },
    { parent, dependsOn: args.instances, protect: args.deletionProtection },
  );
}

/**
 * What an update of a member leaves alone. Which cluster writes, and whether one has been taken out, changes behind Pulumi's back
 * when a region is lost, and AWS lets no cluster join later.
 */
export const changedByFailover = ["globalClusterIdentifier", "masterPassword"];

/**
 * A password that nobody is told. Secrets Manager cannot manage that of a global database ("DB clusters that are part of an
 * Aurora global database": Aurora User Guide, "Limitations for Secrets Manager integration", 2026-11-28), and applications sign in
 * by IAM. It is in the stack's state, encrypted, for the first database user: docs/operations.md.
 */
export function unknownPassword(parent: pulumi.Resource, after: pulumi.Resource): pulumi.Output<string> {
  const { randomPassword } = aws.secretsmanager.getRandomPasswordOutput(
    { passwordLength: 40, excludePunctuation: true },
    // It is asked for only when there is what has to come first: an update that is held to a preview's plan would have another.
    { parent, dependsOn: after },
  );
  return pulumi.secret(randomPassword);
}
