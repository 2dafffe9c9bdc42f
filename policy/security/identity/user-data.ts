import { rule } from "../../model/rule";
import { secretsIn } from "../../model/secret-text";
import { unknown, type Value } from "../../model/value";

const types = [
  "aws:ec2/launchTemplate:LaunchTemplate",
  "aws:ec2/instance:Instance",
  "aws:ec2/launchConfiguration:LaunchConfiguration",
];

export const userDataSecrets = rule({
  name: "user-data-without-secrets",
  description: "User data, which everybody on an instance can read, holds no secret",
  severity: "critical",
  requirement: "security",
  sources: ["CKV_AWS_46"],
  *check(stack) {
    for (const resource of stack.ofType(...types)) {
      const texts = ["userData", "userDataBase64"].map((property) => resource.given(property));
      const given: Value[] = texts.filter((text) => text !== undefined);
      if (given.length === 0) continue;
      const found = given.flatMap((text) => (typeof text === "string" ? secretsIn(text) : []));
      yield {
        resource,
        verdict: found.length > 0 ? false : given.includes(unknown) ? unknown : true,
        found: found.map(({ what, line }) => `${what} (line ${line})`).join(", "),
        required: "no secret in user data, plain or encoded",
        fix: "take the secret back where it was given out; fetch it at boot from Secrets Manager by the instance's role",
      };
    }
  },
});
