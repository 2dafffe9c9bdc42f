import { lookUp } from "../aws/lookups";
import { text } from "../cloud/properties";
import { refuseCall } from "../cloud/access";
import type { Store } from "../cloud/store";
import { account } from "./account";
import { acm } from "./acm";
import type { AwsCommand } from "./arguments";
import { autoscaling } from "./autoscaling";
import { backup } from "./backup";
import { type Operation, RefusedError, refused, UnknownCommandError } from "./call";
import { dynamodb } from "./dynamodb";
import { globalCluster } from "./global-cluster";
import { rds } from "./rds";
import { route53 } from "./route53";

/** By service and operation; those that the drills in docs/ and the project's own commands need. */
const operations: Readonly<Record<string, Operation>> = {
  ...account,
  ...rds,
  ...globalCluster,
  ...dynamodb,
  ...backup,
  ...autoscaling,
  ...acm,
  ...route53,
  "ssm get-parameter": ({ store, region, option }) => {
    const args = { name: option("name") };
    try {
      const found = lookUp("aws:ssm/getParameter:getParameter", { store, region, args });
      return { Parameter: { Name: args.name, Type: text(found.type), Value: text(found.value) } };
    } catch (error) {
      throw refused("ParameterNotFound", "GetParameter", (error as Error).message);
    }
  },
};

/**
 * Carries a command out and returns its answer.
 *
 * @throws RefusedError
 * @throws UnknownCommandError
 */
export function carryOut({ service, operation, options }: AwsCommand, store: Store, region: string) {
  const act = operations[`${service} ${operation}`];
  if (act === undefined) {
    const known = Object.keys(operations).sort().join("\n  ");
    throw new UnknownCommandError(
      `The local AWS has no \`aws ${service} ${operation}\`. It has:\n  ${known}`,
    );
  }
  const values = (name: string) => options.get(name) ?? [];
  const option = (name: string) => {
    const [value] = values(name);
    if (value === undefined)
      throw new UnknownCommandError(`aws: the following arguments are required: --${name}`);
    return value;
  };
  try {
    // Route 53 is in no region.
    if (service !== "route53") refuseCall(store, region);
  } catch (error) {
    throw new RefusedError(`An error occurred when calling ${operation}: ${(error as Error).message}`);
  }
  return act({ store, region, option, values, has: (name) => options.has(name) });
}
