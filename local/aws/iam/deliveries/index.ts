import { DeployedStack, type ExportedResource } from "../stack";
import { profiles, volumes } from "./compute";
import { type Finder, type Judgement, judge } from "./delivery";
import * as logs from "./logs";
import { alarms, budgets, rules, services, subscriptions } from "./notifications";
import { distributions, roles } from "./storage";
import { backups, keys } from "./stores";

export type { Judgement } from "./delivery";

const finders: readonly Finder[] = [
  alarms,
  rules,
  services,
  budgets,
  subscriptions,
  logs.groupKeys,
  logs.rules,
  logs.flows,
  logs.loadBalancers,
  logs.buckets,
  logs.monitoring,
  volumes,
  profiles,
  distributions,
  roles,
  keys,
  backups,
];

/** Whether everything in a stack reaches what it is meant to reach, by the policies on the way. */
export function judgeDeliveries(exported: readonly ExportedResource[]): Judgement[] {
  const stack = new DeployedStack(exported);
  return finders.flatMap((find) => find(stack)).map(judge);
}
