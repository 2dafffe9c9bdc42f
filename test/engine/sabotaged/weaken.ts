import * as pulumi from "@pulumi/pulumi";
import type { Sabotage } from "../../../policy/examples/sabotage";

// Weakens what is registered from here on, as careless changes of the program would.
const sabotages = JSON.parse(process.env.SABOTAGES ?? "") as Sabotage[];

pulumi.runtime.registerResourceTransform((resource) => {
  const props = { ...(resource.props as Record<string, unknown>) };
  for (const { type, name, set = {} } of sabotages) {
    const isMeant = resource.type === type && (name === undefined || [name].flat().includes(resource.name));
    if (!isMeant) continue;
    for (const [path, value] of Object.entries(set)) weaken(props, path.split("."), value);
  }
  return { props, opts: resource.opts };
});

function weaken(holder: Record<string, unknown>, [first = "", ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    holder[first] = value === null ? undefined : value;
    return;
  }
  const inner = { ...(holder[first] as Record<string, unknown>) };
  weaken(inner, rest, value);
  holder[first] = inner;
}
