import type { AnyRule } from "../../model/rule";
import { cacheMultiAz } from "./cache";
import { clusterMultiAz, databaseMultiAz, deletionProtection, subnetGroupMultiAz } from "./database";
import {
  groupHealthCheck,
  groupLaunchTemplate,
  groupMinimum,
  groupMultiAz,
  groupNotifications,
} from "./group";
import { failoverRecords, loadBalancerCrossZone, loadBalancerMultiAz } from "./load-balancer";
import { natPerZone } from "./nat";
import { zoneLoss } from "./zone-loss";

/** Requirement D1. */
export const availabilityRules: readonly AnyRule[] = [
  loadBalancerMultiAz,
  loadBalancerCrossZone,
  groupMultiAz,
  groupMinimum,
  groupHealthCheck,
  groupLaunchTemplate,
  groupNotifications,
  clusterMultiAz,
  databaseMultiAz,
  subnetGroupMultiAz,
  cacheMultiAz,
  natPerZone,
  zoneLoss,
  failoverRecords,
  deletionProtection,
];
