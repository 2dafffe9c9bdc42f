import type { CloudResource, Store } from "../cloud/store";

export type Candidate = Pick<CloudResource, "type" | "region" | "inputs"> & { id?: string };

/** Refuses a create or an update as AWS does; throws an error that starts with AWS's code. */
export function refuseChange(_store: Store, _candidate: Candidate): void {
  return;
}

export function refuseDelete(_store: Store, _resource: CloudResource): void {
  return;
}

export function finalSnapshot(_store: Store, _resource: CloudResource): void {
  return;
}
