import assert from "node:assert/strict";
import { examples } from "../../policy/examples";
import type { Declared } from "../../policy/examples/example";
import type { AnyRule } from "../../policy/model/rule";
import { rules as reliability } from "../../policy/reliability/rules";
import { rules as security } from "../../policy/security/rules";
import { messagesOf } from "./engine-calls";

const rules: readonly AnyRule[] = [...reliability, ...security];
const isOurs = ({ type }: Declared) => type.startsWith("platform:");

/** Another program than ours declares its workload in the policy configuration. */
function declaredIn(stack: readonly Declared[]): object {
  const plan = stack.find(isOurs);
  return plan ? { declared: plan.props } : {};
}

describe("D5 messages", () => {
  const ours = /platform:|\binfra\/|\bcapacity\/|\bnpm run\b/;
  const stacks = Object.values(examples).flatMap(({ good, bad, undecided = [] }) => [good, bad, undecided]);

  for (const rule of rules) {
    it(`${rule.name} tells other programs nothing of the platform's configuration and files`, async () => {
      for (const stack of stacks) {
        const foreign = stack.filter((declared) => !isOurs(declared));
        const config = { ...examples[rule.name]?.config, ...declaredIn(stack) };
        for (const message of await messagesOf(rule, foreign, config)) assert.doesNotMatch(message, ours);
      }
    });
  }

  it("name the platform's own configuration where its components are in the stack", async () => {
    const [rule] = rules.filter(({ name }) => name === "database-backup-retention");
    assert.ok(rule);
    const component: Declared = { type: "platform:compute:Compute", name: "compute" };
    const { bad, config = {} } = examples[rule.name] ?? { bad: [] };
    const [message = ""] = await messagesOf(rule, [component, ...bad], config);
    assert.match(message, /\(platform:database\.backupRetentionDays\)/);
  });
});
