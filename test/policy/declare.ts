import type { Finding, Rule } from "../../policy/model/rule";
import type { Stack } from "../../policy/model/stack";

export { stackOf } from "../../policy/examples/stack";

/** What a rule says of each resource of a stack, by the resource's name. */
export function verdicts<Config extends object>(rule: Rule<Config>, stack: Stack, config = {} as Config) {
  const findings: Finding[] = [...rule.check(stack, config)];
  return Object.fromEntries(findings.map(({ resource, verdict }) => [resource.name, verdict]));
}
