import { text } from "../cloud/properties";
import type { CloudResource, Store } from "../cloud/store";
import { givenName } from "./names";
import { isMeant, referencesOf, refuseMissing } from "./references";
import { keyOf } from "./schema";
import { recordOf } from "./services";
import type { Candidate } from "./services/service";

/** Refuses a create or an update as AWS does. Throws an error that starts with AWS's code. */
export function refuseChange(store: Store, candidate: Candidate): void {
  const { taken, demands = [] } = recordOf(candidate.type);
  if (candidate.id === undefined && taken !== undefined && isTaken(store, candidate)) {
    throw new Error(`${taken}: The name '${givenName(candidate.type, candidate.inputs)}' is already in use`);
  }
  refuseMissing(store, candidate);
  for (const demand of demands) {
    const complaint = demand(candidate, store);
    if (complaint !== undefined) throw new Error(complaint);
  }
}

function isTaken(store: Store, { type, region, inputs }: Candidate): boolean {
  const { uniqueIn } = recordOf(type);
  const name = givenName(type, inputs);
  return store
    .list(uniqueIn === "account" ? undefined : region)
    .filter((other) => other.type === type && givenName(type, other.inputs) === name)
    .some(
      (other) =>
        typeof uniqueIn !== "object" || other.inputs[uniqueIn.property] === inputs[uniqueIn.property],
    );
}

/** Refuses to delete what is protected or in use. Throws an error that starts with AWS's code. */
export function refuseDelete(store: Store, resource: CloudResource): void {
  const {
    protectedBy,
    refusesDelete,
    finalSnapshot,
    inUse = "DependencyViolation",
  } = recordOf(resource.type);
  if (protectedBy !== undefined && resource.inputs[protectedBy.argument] === true)
    throw new Error(protectedBy.error.replace("{}", resource.id));
  const { skipFinalSnapshot, finalSnapshotIdentifier } = resource.inputs;
  if (finalSnapshot !== undefined && skipFinalSnapshot !== true && text(finalSnapshotIdentifier) === "") {
    throw new Error(
      "InvalidParameterCombination: FinalSnapshotIdentifier is required unless SkipFinalSnapshot is specified.",
    );
  }
  const complaint = refusesDelete?.(resource, store);
  if (complaint !== undefined) throw new Error(complaint);
  const user = inUse === false ? undefined : store.list().find((other) => isUser(other, resource));
  if (user !== undefined) {
    throw new Error(
      `${inUse}: ${resource.id} cannot be deleted, it is in use by ${keyOf(user.type)} ${user.id}`,
    );
  }
}

function isUser(other: CloudResource, resource: CloudResource): boolean {
  const isSelf = other.type === resource.type && other.id === resource.id;
  if (isSelf || recordOf(other.type).usesNothing) return false;
  const { usedBy } = recordOf(resource.type);
  if (usedBy !== undefined && !usedBy.includes(keyOf(other.type))) return false;
  return referencesOf(other).some(
    (reference) => isMeant(reference, resource) && (reference.region ?? resource.region) === resource.region,
  );
}

/** The snapshot that outlives a database, unless it was told to skip it. Throws if there is one of this name. */
export function finalSnapshot(store: Store, { type, region, id, inputs }: CloudResource): void {
  const kind = recordOf(type).finalSnapshot;
  if (kind === undefined || inputs.skipFinalSnapshot === true) return;
  const snapshot = text(inputs.finalSnapshotIdentifier);
  const made = store.add({
    type: kind.type,
    region,
    id: snapshot,
    inputs: { [kind.of]: id, [kind.name]: snapshot },
    outputs: { status: "available" },
  });
  if (!made) {
    throw new Error(
      `${kind.taken}: Cannot create the snapshot because one with the identifier ${snapshot} already exists.`,
    );
  }
}
