import type { Service } from "./alarm";
import { escalate } from "./escalate";

/** NAT gateways, the way out of private subnets. */
export const natGateway: Service = {
  alarms: [
    {
      id: "nat-port-allocation",
      title: "NAT port allocation errors",
      watches: ["natGateway"],
      severity: "ticket",
      composite: "platform",
      measure: { namespace: "AWS/NATGateway", name: "ErrorPortAllocation", statistic: "Sum" },
      unit: "connections",
      comparison: ">",
      threshold: () => 0,
      period: 60,
      breaching: [3, 5],
      missing: "notBreaching",
      meaning: "The NAT gateway has no port left for one destination; connections out fail.",
      first:
        "Find the destination in the flow logs: keep connections alive, or add an endpoint or an address.",
      runbook: {
        means:
          "A NAT gateway has no port left towards one destination (55,000 at once for each): connections out " +
          "fail.",
        lookAt:
          "Flow logs of the private subnets: destination with the most connections; ActiveConnectionCount.",
        doFirst:
          "Keep connections alive in the client, add a VPC endpoint if it is an AWS service, or a second " +
          "address to the gateway.",
        escalate: escalate.platformOwner,
      },
    },
  ],
};
