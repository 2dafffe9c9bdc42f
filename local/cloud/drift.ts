import { isProperties, type Json } from "./properties";
import { stateOf, type CloudResource, type Store } from "./store";

/** Every resource in the cloud, by region, type and id. */
export function listResources(store: Store): CloudResource[] {
  const keyOf = ({ region, type, id }: CloudResource): string => `${region} ${type} ${id}`;
  return store.list().sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
}

/** Changes a property behind the engine's back. Throws like `findResource`. */
export function setProperty(store: Store, idOrName: string, property: string, value: Json): CloudResource {
  const resource = findResource(store, idOrName);
  const isOutput = property in resource.outputs && !(property in resource.inputs);
  const side = isOutput ? "outputs" : "inputs";
  const changed = { ...resource, [side]: { ...resource[side], [property]: value } };
  store.put(changed);
  return changed;
}

/** Deletes a resource behind the engine's back, whatever depends on it. Throws like `findResource`. */
export function deleteResource(store: Store, idOrName: string): CloudResource {
  const resource = findResource(store, idOrName);
  store.remove(resource);
  return resource;
}

/** A name that no resource has, or more than one. */
export class WrongResourceError extends Error {}

/** Throws an error that says what there is, unless exactly one resource has this id, ARN, name or `Name` tag. */
function findResource(store: Store, idOrName: string): CloudResource {
  const all = listResources(store);
  const byId = all.filter(({ id, outputs }) => id === idOrName || outputs.arn === idOrName);
  const found = byId.length > 0 ? byId : all.filter((resource) => namesOf(resource).includes(idOrName));
  const [first] = found;
  if (first !== undefined && found.length === 1) return first;
  const listed = (found.length > 0 ? found : all)
    .map(({ type, id, region }) => `  ${type} ${id} (${region})`)
    .join("\n");
  throw new WrongResourceError(
    found.length > 0
      ? `"${idOrName}" names ${found.length} resources; use the id of one:\n${listed}`
      : `Nothing in the local cloud has the id or name "${idOrName}". ` +
          (all.length > 0 ? `There is:\n${listed}` : "It is empty."),
  );
}

/** Automatic names end in a hyphen and 7 digits, which nobody knows by heart. */
function namesOf(resource: CloudResource): Json[] {
  const { name, tags } = stateOf(resource);
  const tag = isProperties(tags) ? (tags.Name ?? null) : null;
  const logical = resource.urn?.split("::").slice(3).join("::") ?? null;
  return [name ?? null, tag, logical];
}
