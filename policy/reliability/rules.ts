import type { AnyRule } from "../model/rule";
import { alarmRules } from "./alarms";
import { cacheMultiAz } from "./availability/cache";
import {
  clusterMultiAz,
  databaseMultiAz,
  deletionProtection,
  subnetGroupMultiAz,
} from "./availability/database";
import {
  groupHealthCheck,
  groupLaunchTemplate,
  groupMinimum,
  groupMultiAz,
  groupNotifications,
} from "./availability/group";
import { failoverRecords, loadBalancerCrossZone, loadBalancerMultiAz } from "./availability/load-balancer";
import { natPerZone } from "./availability/nat";
import { zoneLoss } from "./availability/zone-loss";
import { dataCapacityRules } from "./capacity";
import { subnetsHoldGroup } from "./capacity/addresses";
import { eventsAreScheduled } from "./capacity/events";
import { burstableBaseline, groupHoldsBaseline, groupHoldsPeak } from "./capacity/group";
import { recoveryRules } from "./recovery";

/** The rules of the pack, in the order of the catalogue. */
export const rules: readonly AnyRule[] = [
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
  ...recoveryRules,
  ...alarmRules,
  groupHoldsPeak,
  groupHoldsBaseline,
  eventsAreScheduled,
  subnetsHoldGroup,
  burstableBaseline,
  ...dataCapacityRules,
];
