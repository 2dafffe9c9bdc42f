import type { Declared } from "../../policy/examples/example";
import { stackOf } from "../../policy/examples/stack";
import { defaultsOf } from "../../policy/model/policy";
import type { Finding, Rule } from "../../policy/model/rule";
import type { Stack } from "../../policy/model/stack";

export { stackOf };

/** What a rule says of each resource of a stack, by the resource's name. */
export function verdicts<Config extends object>(rule: Rule<Config>, stack: Stack, config = {} as Config) {
  const findings: Finding[] = [...rule.check(stack, config)];
  return Object.fromEntries(findings.map(({ resource, verdict }) => [resource.name, verdict]));
}

/** What a rule says by its default parameters. */
export function judge<Config extends object>(rule: Rule<Config>, ...declared: readonly Declared[]) {
  return verdicts(rule, stackOf(...declared), defaultsOf(rule));
}
