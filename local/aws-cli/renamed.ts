import type { Json, Properties } from "../cloud/properties";
import type { CloudResource, Store } from "../cloud/store";

/** A resource under another id, which its ARN, endpoints and names follow. */
export function called(resource: CloudResource, id: string): CloudResource {
  const replaced = (properties: Readonly<Properties>) =>
    Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [
        name,
        isOthers(name) ? value : inPlace(value, resource.id, id),
      ]),
    );
  return { ...resource, id, inputs: replaced(resource.inputs), outputs: replaced(resource.outputs) };
}

/** Whether a property names something else, which may have the same name: the subnet group of a cluster keeps it. */
const isOthers = (property: string) => property.endsWith("GroupName");

/** Gives a resource another id; false where it is taken. */
export function renamed(store: Store, resource: CloudResource, id: string): boolean {
  // What it was deployed as stays with the name: whoever bears that next is taken for the same.
  if (!store.add(called(resource, id))) return false;
  store.remove(resource);
  return true;
}

/** A name by itself, or where an ARN or a host name has it; not a longer name that begins so. */
function inPlace(value: Json, from: string, to: string): Json {
  if (typeof value !== "string") return value;
  return value.replace(/[^:./]+/g, (part) => (part === from ? to : part));
}
