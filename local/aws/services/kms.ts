import { text, type Properties } from "../../cloud/properties";
import type { Store } from "../../cloud/store";
import { fill } from "../template";
import type { Candidate, Service } from "./service";

export const kms: Service = {
  modules: ["kms"],
  types: {
    "kms/alias": {
      arn: "arn:aws:kms:{region}:{account}:{name}",
      namePrefix: "alias/",
      outputs: { targetKeyArn: "arn:aws:kms:{region}:{account}:key/{targetKeyId}" },
      inUse: false,
    },
    "kms/key": { id: "{keyId}", values: keyId, outputs: { keyId: "{id}" }, inUse: false },
    "kms/replicaKey": {
      id: "{keyId}",
      arn: "arn:aws:kms:{region}:{account}:key/{id}",
      // A replica has the id of its primary.
      values: ({ primaryKeyArn }) => ({ keyId: text(primaryKeyArn).split(":key/")[1] ?? "" }),
      outputs: { keyId: "{id}", keySpec: "SYMMETRIC_DEFAULT", keyUsage: "ENCRYPT_DECRYPT" },
      replaces: { primaryKeyArn: true },
      crossRegion: ["primaryKeyArn"],
      demands: [replicaOfMultiRegionKey],
      inUse: false,
    },
  },
  missing: { kms: "NotFoundException: Key '{}' does not exist" },
};

/** https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html, read 2026-11-28. */
function keyId({ multiRegion }: Properties): Properties {
  return { keyId: fill(multiRegion === true ? "mrk-{hex32}" : "{uuid}", {}) };
}

/** As ReplicateKey of KMS's API reference says, read 2026-11-28. */
function replicaOfMultiRegionKey({ region, inputs, id }: Candidate, store: Store): string | undefined {
  const arn = text(inputs.primaryKeyArn);
  if (id !== undefined || arn === "") return undefined;
  const primary = store.list().find(({ outputs }) => outputs.arn === arn);
  if (primary?.inputs.multiRegion !== true)
    return `UnsupportedOperationException: ${arn} is not a multi-Region primary key.`;
  return primary.region === region
    ? `AlreadyExistsException: A multi-Region key ${arn} already exists in ${region}.`
    : undefined;
}
