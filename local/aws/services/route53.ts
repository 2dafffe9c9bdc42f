import { text } from "../../cloud/properties";
import { digest, fill } from "../template";
import type { Service } from "./service";

export const route53: Service = {
  modules: ["route53"],
  global: true,
  types: {
    "route53/healthCheck": { replaces: { requestInterval: true, type: true } },
    "route53/record": {
      id: "{zoneId}_{name}_{type}_{setIdentifier}",
      cloudFormation: "RecordSet",
      outputs: { fqdn: "{name}" },
      replaces: { zoneId: true },
    },
    "route53/zone": {
      id: "Z{HEX20}",
      outputs: {
        nameServers: ({ id }) =>
          ["com", "net", "org", "co.uk"].map(
            (end, index) => `ns-${digest(id, 3 + index)}.awsdns-0${index}.${end}`,
          ),
        zoneId: "{id}",
      },
    },
  },
  functions: {
    "route53/getZone": ({ args }) => {
      // Whoever registers a domain has its zone before any program runs.
      const name = text(args.name).replace(/\.$/, "");
      const id = text(args.zoneId) || fill("Z{DIG20:name}", { name });
      return {
        id,
        zoneId: id,
        name,
        arn: `arn:aws:route53:::hostedzone/${id}`,
        nameServers: ["ns-1.awsdns-01.org"],
        privateZone: false,
      };
    },
  },
};
