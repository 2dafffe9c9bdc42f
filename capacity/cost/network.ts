import type { Billed } from "./bill";
import { millionRequests } from "./day";
import { hoursPerMonth } from "./hours";
import { type CostLine, line, readable } from "./line";
import type { RegionPrices } from "./prices";

/** What an instance fetches through NAT in a month: packages at boot, releases. Not measured. */
const natGbPerInstance = 1;
/** What the agents of an instance send to AWS in a month through the interface endpoints. Not measured. */
const agentGbPerInstance = 2;
/** Fixed charges of a month that is not billed by use: free data out of an account. */
const freeTransferGb = 100;
/** The WAF's rule groups and rules, as infra/waf.ts has them. */
const webAclRules = 5;

/** Ways in and out, by what goes through them. */
export function networkLines(billed: Billed, { prices }: RegionPrices): CostLine[] {
  const { sizing, deployment, day } = billed;
  const { availabilityZones: zones, natGateways } = sizing;
  const endpoints = deployment.interfaceEndpoints * zones;
  const outGb = millionRequests(day) * billed.workload.responseKb;
  // An instance reaches a database or cache in another zone that often, and the load balancer an instance.
  const otherZone = (zones - 1) / zones;
  return [
    line("network", "NAT gateways", natGateways * hoursPerMonth, prices.natHour, `${natGateways} gateways`),
    line("network", "NAT traffic", day.instances * natGbPerInstance, prices.natGb, "1 GB an instance"),
    ...(endpoints === 0
      ? []
      : [
          line(
            "network",
            "interface endpoints",
            endpoints * hoursPerMonth,
            prices.endpointHour,
            `${deployment.interfaceEndpoints} in ${zones} zones`,
          ),
          line(
            "network",
            "endpoint traffic",
            day.instances * agentGbPerInstance,
            prices.endpointGb,
            "2 GB an instance",
          ),
        ]),
    line(
      "network",
      "data out",
      Math.max(0, outGb - freeTransferGb),
      prices.transferOutGb,
      `${readable(outGb)} GB of responses, 100 are free`,
    ),
    line(
      "network",
      "data between zones",
      outGb * otherZone,
      prices.zoneTransferGb,
      `${readable(otherZone * 100)} % of the responses' volume once more, to the stores`,
    ),
    ...balancerLines(billed, prices),
    ...(deployment.webAcl
      ? [
          line("security", "web ACL", 1, prices.webAcl),
          line("security", "web ACL rules", webAclRules, prices.webAclRule),
          line("security", "web ACL requests", millionRequests(day), prices.webAclMillion),
        ]
      : []),
  ];
}

/**
 * A load balancer capacity unit is 25 new connections a second, 3,000 active ones in a minute, or 1 GB an hour, whatever is
 * most. A user keeps one connection for a session. Source: Elastic Load Balancing pricing, read 2026-11-28; not the NLB's.
 */
function balancerLines({ workload, deployment, day }: Billed, prices: RegionPrices["prices"]): CostLine[] {
  const gbPerHour = (day.rps * (workload.requestKb + workload.responseKb) * 3600) / 1e6;
  const newPerSecond = day.users / (workload.sessionMinutes * 60);
  const isApplication = deployment.loadBalancer === "application";
  const units = isApplication
    ? Math.max(newPerSecond / 25, day.users / 3000, gbPerHour)
    : Math.max(newPerSecond / 800, day.users / 100_000, gbPerHour);
  const unitPrice = isApplication ? prices.lcuHour : prices.nlcuHour;
  return [
    line("load balancer", "hours", hoursPerMonth, isApplication ? prices.albHour : prices.nlbHour),
    line(
      "load balancer",
      "capacity units",
      units * hoursPerMonth,
      unitPrice,
      `${readable(units)} on average`,
    ),
  ];
}
