import {
  addressesIn,
  type CapacityPlan,
  instanceType,
  overlappingEvents,
  planCapacity,
  subnetAddresses,
  subnetMasks,
  usersOf,
} from "../capacity";
import { enclosingBlock, parseCidr } from "./cidr";
import { inWords, keyOf, type Problem, valueAt } from "./problems";
import { availabilityZones, compute, network, workload } from "./schema";

/** A problem of values that are each allowed and do not go together; the file is added by the caller. */
export type Relation = Omit<Problem, "file">;

/**
 * Judges whatever of the configuration can be judged, whether the rest is valid or not: values that are missing or of
 * the wrong type are left to the schema.
 * @param values by full key, as a person wrote them.
 */
export function relationProblems(values: unknown): Relation[] {
  return [
    ...ordered(values),
    ...population(values),
    ...production(values),
    ...endpoint(values),
    ...scalingMetric(values),
    ...events(values),
    ...block(values),
    ...fleet(values),
  ];
}

const workloadKey = "platform:workload";
const computeKey = "platform:compute";

const orderedPairs = [
  { section: [workloadKey, "usersPerInstance"], low: "min", high: "max" },
  { section: [workloadKey, "monthlyGrowth"], low: "low", high: "high" },
  { section: [workloadKey, "claims", "peakInstances"], low: "min", high: "max" },
  { section: [computeKey], low: "minSize", high: "maxSize" },
  { section: [computeKey, "scaling"], low: "scaleInCpuPercent", high: "scaleOutCpuPercent" },
];

function ordered(values: unknown): Relation[] {
  return orderedPairs.flatMap(({ section, low, high }) => {
    const least = valueAt(values, [...section, low]);
    const most = valueAt(values, [...section, high]);
    if (typeof least !== "number" || typeof most !== "number" || least <= most) return [];
    return problem(values, [...section, low], `at most ${high}, which is ${most}`);
  });
}

const populationSchema = workload
  .pick({
    registeredUsers: true,
    dailyActiveShare: true,
    peakConcurrencyShare: true,
    baselineConcurrentUsers: true,
  })
  .strip();

function population(values: unknown): Relation[] {
  const { data } = populationSchema.safeParse(valueAt(values, [workloadKey]));
  if (data === undefined) return [];
  const { peakConcurrent, baselineConcurrent } = usersOf(data);
  if (baselineConcurrent <= peakConcurrent) return [];
  return problem(
    values,
    [workloadKey, "baselineConcurrentUsers"],
    `at most the ${peakConcurrent} users of the peak, registeredUsers x dailyActiveShare x peakConcurrencyShare`,
  );
}

function production(values: unknown): Relation[] {
  if (valueAt(values, ["platform:environment"]) !== "prod") return [];
  const zones = valueAt(values, ["platform:availabilityZones"]);
  return [
    ...(valueAt(values, ["platform:domain"]) === undefined
      ? problem(values, ["platform:domain"], "in prod a section with name and hostedZone, for HTTPS")
      : []),
    ...(typeof zones === "number" && zones < 3
      ? problem(
          values,
          ["platform:availabilityZones"],
          "in prod 3 to 6, so that two are left when one is lost",
        )
      : []),
  ];
}

function endpoint(values: unknown): Relation[] {
  const domain = "platform:domain";
  const name = valueAt(values, [domain, "name"]);
  const zone = valueAt(values, [domain, "hostedZone"]);
  const certificate = valueAt(values, [domain, "certificateArn"]);
  const region = valueAt(values, ["aws:region"]);
  const outside =
    typeof name === "string" && typeof zone === "string" && name !== zone && !name.endsWith(`.${zone}`);
  const elsewhere =
    typeof certificate === "string" && typeof region === "string" && certificate.split(":")[3] !== region;
  return [
    ...(outside ? problem(values, [domain, "name"], `a name inside the hosted zone ${zone}`) : []),
    ...(elsewhere
      ? problem(values, [domain, "certificateArn"], `a certificate of ${region}, the load balancer's region`)
      : []),
  ];
}

function scalingMetric(values: unknown): Relation[] {
  const scaling = [computeKey, "scaling"];
  const rate = [...scaling, "requestsPerTargetPerMinute"];
  if (valueAt(values, [...scaling, "metric"]) !== "requestsPerTarget") return [];
  if (valueAt(values, rate) !== undefined) return [];
  return problem(
    values,
    rate,
    "requests a minute that one instance serves, since the metric is requestsPerTarget",
  );
}

function events(values: unknown): Relation[] {
  const { data } = workload.shape.events.safeParse(valueAt(values, [workloadKey, "events"]));
  if (data === undefined) return [];
  const at = (event: (typeof data)[number], key: string) => [workloadKey, "events", data.indexOf(event), key];
  const repeated = data.filter((event, index) => data.findIndex(({ name }) => name === event.name) < index);
  return [
    ...repeated.flatMap((event) => problem(values, at(event, "name"), "a name that no other event has")),
    ...overlappingEvents(data).flatMap(([earlier, event]) =>
      problem(
        values,
        at(event, "start"),
        `a time apart from ${earlier.name}, leads included`,
        "declare them as one",
      ),
    ),
  ];
}

function block(values: unknown): Relation[] {
  const path = ["platform:network", "cidrBlock"];
  const text = valueAt(values, path);
  const cidr = typeof text === "string" ? parseCidr(text) : undefined;
  if (cidr === undefined || enclosingBlock(cidr) === text) return [];
  return problem(
    values,
    path,
    "a block whose address has no bits set after the prefix",
    `use ${enclosingBlock(cidr)}`,
  );
}

function fleet(values: unknown): Relation[] {
  const demand = workload.safeParse(valueAt(values, [workloadKey])).data;
  const machine = compute.safeParse(valueAt(values, [computeKey]) ?? {}).data;
  const zones = availabilityZones.safeParse(valueAt(values, ["platform:availabilityZones"])).data;
  const sizes = network.safeParse(valueAt(values, ["platform:network"]) ?? {}).data;
  if (demand === undefined || machine === undefined || zones === undefined) return [];
  const free = instanceType(machine.instanceType).memoryMib - machine.osReserveMb;
  if (demand.memoryMbPerUser > free) {
    const allowed = `at most the ${free} MiB that a ${machine.instanceType} has left after osReserveMb`;
    return problem(values, [workloadKey, "memoryMbPerUser"], allowed, "choose a larger compute.instanceType");
  }
  const plan = planCapacity(demand, {
    instanceType: machine.instanceType,
    osReserveMb: machine.osReserveMb,
    availabilityZones: zones,
    scaleOutCpuPercent: machine.scaling.scaleOutCpuPercent,
  });
  const ceiling = machine.maxSize ?? plan.compute.max;
  return [
    ...sizesByHand(values, machine, plan),
    ...(sizes === undefined ? [] : roomFor(values, ceiling, zones, sizes.cidrBlock)),
  ];
}

/** A size set by hand must go with the plan's figure for the other one, and let every event have its instances. */
function sizesByHand(
  values: unknown,
  hand: { minSize?: number; maxSize?: number },
  plan: CapacityPlan,
): Relation[] {
  const { minSize, maxSize } = hand;
  if (minSize !== undefined && maxSize === undefined && minSize > plan.compute.max) {
    return problem(values, [computeKey, "minSize"], `at most the plan's maximum, ${plan.compute.max}`);
  }
  const floor = Math.max(minSize ?? plan.compute.min, ...plan.schedule.map((event) => event.minSize));
  if (maxSize === undefined || maxSize >= floor || (minSize !== undefined && minSize > maxSize)) return [];
  return problem(
    values,
    [computeKey, "maxSize"],
    `at least ${floor}, what the baseline or the largest event starts with`,
  );
}

/** The private subnets, as the network divides its block, must hold the group at its ceiling. */
function roomFor(values: unknown, ceiling: number, zones: number, cidrBlock: string): Relation[] {
  const mask = parseCidr(cidrBlock)?.mask;
  const needed = subnetAddresses(ceiling, zones).total;
  const fits = (vpcMask: number) => addressesIn(subnetMasks(vpcMask, zones).private) >= needed;
  if (mask === undefined || fits(mask)) return [];
  const large = [19, 18, 17, 16].find(fits);
  return problem(
    values,
    ["platform:network", "cidrBlock"],
    `a block with ${needed} addresses in each of ${zones} private subnets, for ${ceiling} instances`,
    large === undefined ? "choose a larger compute.instanceType" : `use /${large}`,
  );
}

function problem(values: unknown, path: readonly PropertyKey[], allowed: string, fix?: string): Relation[] {
  return [
    {
      key: keyOf(path),
      found: inWords(valueAt(values, path)),
      allowed,
      ...(fix === undefined ? {} : { fix }),
    },
  ];
}
