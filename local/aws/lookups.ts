import { ACCOUNT, type Json, type Properties, type Store } from "../cloud/store";

export interface Lookup {
  store: Store;
  region: string;
  args: Properties;
}

/** AWS's answer for each function that the stand-in knows. */
const LOOKUPS: Record<string, (lookup: Lookup) => Properties> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": ({ region }) => ({
    id: region,
    names: zones(region),
    zoneIds: zones(region).map(zoneId),
    groupNames: [region],
    state: "available",
  }),
  "aws:index/getCallerIdentity:getCallerIdentity": () => ({
    id: ACCOUNT,
    accountId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:user/local`,
    userId: "AIDALOCALAWSSTANDIN00",
  }),
  "aws:index/getRegion:getRegion": ({ region }) => ({
    id: region,
    name: region,
    region,
    description: region,
    endpoint: `ec2.${region}.amazonaws.com`,
  }),
};

/** Throws if the stand-in does not know the function. */
export function lookUp(token: string, lookup: Lookup): Properties {
  const answer = LOOKUPS[token];
  if (answer === undefined) {
    const known = Object.keys(LOOKUPS).map((name) => name.split(":")[2]);
    throw new Error(
      `The local AWS does not know the function ${token}. Add it to local/aws/lookups.ts; it knows ${known.join(", ")}.`,
    );
  }
  return answer(lookup);
}

const zones = (region: string): string[] => ["a", "b", "c"].map((letter) => region + letter);

/** `use1-az1` of `us-east-1a`. */
export function zoneId(zone: string): string {
  const [area = "", direction = "", number = ""] = zone.slice(0, -1).split("-");
  return `${area}${direction.slice(0, 1)}${number}-az${zone.charCodeAt(zone.length - 1) - 96}`;
}

export type { Json };
