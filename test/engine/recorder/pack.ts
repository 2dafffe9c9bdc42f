import { PolicyPack } from "@pulumi/policy";
import { writeFileSync } from "node:fs";
import type { StackResource } from "../../policy/analyzer";

const file = process.env.RECORDED_STACK ?? "";

/** A value as the engine sent it: a plain read of what a preview does not know would end the policy. */
function asSent(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(Object.getOwnPropertyDescriptors(value)).map(
    ([key, { value: inner }]): [string, unknown] => [key, asSent(inner)],
  );
  return Array.isArray(value)
    ? entries.filter(([key]) => key !== "length").map(([, inner]) => inner)
    : Object.fromEntries(entries);
}

const inputs = new Map<string, Record<string, unknown>>();

new PolicyPack("recorder", {
  policies: [
    {
      name: "record-inputs",
      description: "Keeps what a resource's policies are given",
      enforcementLevel: "advisory",
      validateResource: ({ urn, props }) => {
        inputs.set(urn, asSent(props) as Record<string, unknown>);
      },
    },
    {
      name: "record-stack",
      description: "Writes what a stack's policies are given to the file that RECORDED_STACK names",
      enforcementLevel: "advisory",
      validateStack: ({ resources }) => {
        const recorded = resources.map(
          ({ urn, type, parent, props, propertyDependencies }): StackResource => ({
            urn,
            type,
            ...(parent && { parent: parent.urn }),
            ...(inputs.has(urn) && { inputs: inputs.get(urn) }),
            outputs: asSent(props) as Record<string, unknown>,
            propertyDependencies: Object.fromEntries(
              Object.entries(propertyDependencies).map(([property, from]) => [
                property,
                from.map((resource) => resource.urn),
              ]),
            ),
          }),
        );
        writeFileSync(file, JSON.stringify(recorded));
      },
    },
  ],
});
