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

new PolicyPack("recorder", {
  policies: [
    {
      name: "record",
      description: "Writes what a stack's policies are given to the file that RECORDED_STACK names",
      enforcementLevel: "advisory",
      validateStack: ({ resources }) => {
        const recorded = resources.map(
          ({ urn, type, parent, props, dependencies, propertyDependencies }): StackResource => ({
            urn,
            type,
            ...(parent ? { parent: parent.urn } : {}),
            outputs: asSent(props) as Record<string, unknown>,
            dependencies: dependencies.map((resource) => resource.urn),
            propertyDependencies: Object.fromEntries(
              Object.entries(propertyDependencies).map(([property, resources]) => [
                property,
                resources.map((resource) => resource.urn),
              ]),
            ),
          }),
        );
        writeFileSync(file, JSON.stringify(recorded));
      },
    },
  ],
});
