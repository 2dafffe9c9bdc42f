import { type FoundProblem, valueAt } from "../problems";
import { needs, problem, tierOf } from "./problem";

export function endpoint(values: unknown): FoundProblem[] {
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
    ...(needs(values, "domain") && valueAt(values, [domain]) === undefined
      ? problem(values, [domain], `in ${tierOf(values)} a section with name and hostedZone, for HTTPS`)
      : []),
    ...(outside ? problem(values, [domain, "name"], `a name inside the hosted zone ${zone}`) : []),
    ...(elsewhere
      ? problem(values, [domain, "certificateArn"], `a certificate of ${region}, the load balancer's region`)
      : []),
  ];
}
