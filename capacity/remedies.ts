import { type DatabasePlan } from "./database";
import type { LimitName } from "./limit-name";
import type { Sizing } from "./sizing";

/** What to change before a limit is reached. */
export interface Remedy {
  readonly change: string;
  /** Days that it takes from the decision until it is in effect. */
  readonly days: number;
}

/**
 * Days that changes take: estimates, on the long side. A deployment is a pull request, reviewed; AWS answers small requests for
 * a quota within minutes and passes larger ones on to people, who take days ("Requesting a quota increase", Service Quotas User
 * Guide, read 2026-11-28); what restarts a database waits for its maintenance window; moves are projects.
 */
const days = { deployment: 1, restart: 7, quota: 14, move: 60, partition: 180 };

const counted = "count platform:workload.registeredUsers anew";

export function remedyOf(limit: LimitName, sizing: Sizing, database: DatabasePlan): Remedy {
  switch (limit) {
    case "instances":
      return sizing.maxSize === undefined
        ? { change: `${counted}: the group's ceiling follows`, days: days.deployment }
        : { change: "raise platform:compute.maxSize", days: days.deployment };
    case "subnetAddresses":
      return { change: "move to a VPC with a larger platform:network.cidrBlock", days: days.move };
    case "vcpuQuota":
      return quota("of vCPUs", "platform:quotas.onDemandStandardVcpus");
    case "elasticIpQuota":
      return quota("of Elastic IPs", "platform:quotas.elasticIps");
    case "databaseStorage":
      return database.storage === undefined
        ? { change: "divide the data over two clusters: Aurora's volume ends there", days: days.partition }
        : { change: `${counted}: the maximum of the storage follows`, days: days.deployment };
    case "databaseMemory":
    case "databaseCpu":
      return databaseRemedy(sizing, database, days.deployment);
    case "databaseConnections":
      return databaseRemedy(sizing, database, days.restart);
    case "cacheMemory":
      return sizing.cache.nodeType === undefined
        ? { change: `${counted}: the node type follows, changed while it runs`, days: days.deployment }
        : { change: "set a larger platform:cache.nodeType, changed while it runs", days: days.deployment };
    case "sessionTableReads":
    case "sessionTableWrites":
      return sizing.sessions.table === undefined
        ? quota("of the table's throughput on demand", "nothing: AWS applies it")
        : {
            change: `${counted}, or raise platform:sessionTable: its ceiling follows`,
            days: days.deployment,
          };
  }
}

function quota(what: string, key: string): Remedy {
  return { change: `ask AWS for a larger quota ${what}, then raise ${key}`, days: days.quota };
}

/** @param inPlace days until a larger ACU range is in effect: more connections need a restart. */
function databaseRemedy({ database: declared }: Sizing, { acu }: DatabasePlan, inPlace: number): Remedy {
  if (acu === undefined) {
    const change =
      declared.instanceClass === undefined ? `${counted}: the class follows` : "set a larger class";
    return { change: `${change}, with a failover`, days: days.restart };
  }
  const change =
    declared.acu === undefined ? `${counted}: the ACU follow` : "raise platform:database.acu.max";
  return {
    change: inPlace === days.restart ? `${change}; connections from the next restart on` : change,
    days: inPlace,
  };
}
