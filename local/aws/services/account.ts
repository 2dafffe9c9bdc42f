import { strings } from "../../cloud/properties";
import { ACCOUNT } from "../../cloud/store";
import { zoneIdOf, zoneNames } from "./ec2/default-vpc";
import type { Service } from "./service";

/** Who asks, and where: the functions of Pulumi's module `index`. */
export const account: Service = {
  modules: ["index"],
  functions: {
    "index/getAvailabilityZones": ({ region, args }) => {
      const excluded = [...strings(args.excludeNames), ...strings(args.excludeZoneIds)];
      const names = zoneNames(region).filter(
        (zone) => !excluded.includes(zone) && !excluded.includes(zoneIdOf(zone)),
      );
      return { id: region, names, zoneIds: names.map(zoneIdOf), groupNames: [region], state: "available" };
    },
    "index/getCallerIdentity": () => ({
      id: ACCOUNT,
      accountId: ACCOUNT,
      arn: `arn:aws:iam::${ACCOUNT}:user/local`,
      userId: "LOCAL",
    }),
    "index/getPartition": () => ({
      id: "aws",
      partition: "aws",
      dnsSuffix: "amazonaws.com",
      reverseDnsPrefix: "com.amazonaws",
    }),
    "index/getRegion": ({ region }) => ({
      id: region,
      name: region,
      endpoint: `ec2.${region}.amazonaws.com`,
      description: region,
    }),
  },
};
