import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { PlatformArgs } from "./args";
import { growthFrom } from "../../capacity";
import { budgetUsd, deploymentOf, type Environment } from "../../config";
import { Budget } from "../budget";
import type { Compute } from "../compute";
import type { Encryption } from "../encryption";
import { Observability } from "../observability";
import type { Limits } from "../observability/limits";
import { Notifications } from "../observability/notifications";
import { serviceLog } from "../observability/service-log";
import type { Parts } from "../observability/targets";
import type { DataStores } from "./data";

/** The topics, with those who are told. */
export function createNotifications(
  name: string,
  { environment }: PlatformArgs,
  encryption: Encryption,
  parent: pulumi.Resource,
): Notifications {
  const { ticket, ...page } = environment.notifications;
  return new Notifications(
    name,
    { kmsKeyArn: encryption.notifications, subscribers: { page, ticket } },
    { parent },
  );
}

/**
 * The budget of the stack's month; of an idle standby's, which is exceeded by whatever makes it serve. Whoever waits for tickets is told: nothing is to be done at night.
 * @throws RangeError where the plan has no prices and the file no limit, which validation has refused before.
 */
export function createBudget(
  name: string,
  { environment, plan }: PlatformArgs,
  notifications: Notifications,
  parent: pulumi.Resource,
): Budget {
  const limit = budgetUsd(environment, plan);
  if (typeof limit === "string") throw new RangeError(limit);
  const { stack } = environment;
  return new Budget(
    `${name}-budget`,
    {
      // All that a mail says of what the budget is for.
      budgetName: deploymentOf(environment).idle
        ? `${name}-${stack}, idle; a failover exceeds it`
        : `${name}-${stack}`,
      monthlyUsd: limit,
      tag: { key: "Stack", value: stack },
      topicArn: notifications.topicArns.ticket,
    },
    { parent },
  );
}

/** Where the agents of the instances ship the service's access log to. */
export function serviceLogGroupName({ stack }: Environment): string {
  return `/platform/${stack}/web`;
}

export function createServiceLog(
  name: string,
  { environment }: PlatformArgs,
  retention: { encryption: Encryption; logRetentionDays: number },
  parent: pulumi.Resource,
): aws.cloudwatch.LogGroup {
  return serviceLog(
    name,
    {
      logGroupName: serviceLogGroupName(environment),
      retentionDays: retention.logRetentionDays,
      kmsKeyArn: retention.encryption.logs,
    },
    parent,
  );
}

/** What thresholds follow from. */
export function limitsOf({ environment, plan, now }: PlatformArgs): Limits {
  const { alarms, slo, workload } = environment;
  return { alarms, slo, plan, growthFrom: growthFrom(workload, now) };
}

/** Alarms, dashboard and tracing over all parts of the platform. */
export function createObservability(
  name: string,
  args: PlatformArgs,
  parts: Omit<Parts, "events"> & {
    compute: Compute;
    data: DataStores;
    encryption: Encryption;
    notifications: Notifications;
    logRetentionDays: number;
  },
  parent: pulumi.Resource,
): Observability {
  const { region, stack, tracing } = args.environment;
  const { database, cache, sessionTable, storage } = parts.data;
  return new Observability(
    name,
    {
      region,
      names: `${name}-${stack}`,
      limits: limitsOf(args),
      parts: {
        ...parts,
        database,
        cache,
        sessionTable,
        storage,
        replications: parts.data.replica?.replications,
      },
      measuresBuckets: parts.data.isOwner,
      topicArns: parts.notifications.topicArns,
      events: {
        logRetentionDays: parts.logRetentionDays,
        logKeyArn: parts.encryption.logs,
        autoScalingGroupName: parts.compute.groupName,
        databaseIdentifiers: [
          ...(database.clusterIdentifier ? [database.clusterIdentifier] : []),
          ...database.instanceIdentifiers,
        ],
      },
      sampledShare: tracing.sampledShare,
    },
    { parent },
  );
}
