import { text, type Properties } from "../../cloud/properties";
import { ACCOUNT, type Store } from "../../cloud/store";
import { digest, fill } from "../template";
import { policy } from "./normal-forms";
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
    "kms/key": {
      id: "{keyId}",
      values: keyId,
      outputs: { keyId: "{id}" },
      normalises: { policy },
      inUse: false,
    },
    "kms/replicaKey": {
      id: "{keyId}",
      arn: "arn:aws:kms:{region}:{account}:key/{id}",
      // A replica has the id of its primary.
      values: ({ primaryKeyArn }) => ({ keyId: text(primaryKeyArn).split(":key/")[1] ?? "" }),
      outputs: { keyId: "{id}", keySpec: "SYMMETRIC_DEFAULT", keyUsage: "ENCRYPT_DECRYPT" },
      replaces: { primaryKeyArn: true },
      normalises: { policy },
      crossRegion: ["primaryKeyArn"],
      demands: [replicaOfMultiRegionKey],
      inUse: false,
    },
  },
  functions: {
    "kms/getAlias": ({ region, args }) => {
      const alias = text(args.name);
      if (!alias.startsWith(awsAliases)) return undefined;
      const { id, arn, aliasArn } = awsKey(region, alias);
      return { id: aliasArn, arn: aliasArn, targetKeyId: id, targetKeyArn: arn };
    },
    "kms/getKey": ({ region, args }) => {
      const alias = text(args.keyId);
      return alias.startsWith(awsAliases) ? awsKey(region, alias) : undefined;
    },
  },
  missing: { kms: "NotFoundException: Key '{}' does not exist" },
};

/** The keys that AWS manages for its services have aliases that begin so; here their ids begin alike as well. */
const awsAliases = "alias/aws/";
export const awsKeyIds = "00000000-0000-4000-8000-";

function awsKey(region: string, alias: string): { id: string; arn: string; aliasArn: string } {
  const id = awsKeyIds + digest(region + alias, 12);
  const prefix = `arn:aws:kms:${region}:${ACCOUNT}`;
  return { id, arn: `${prefix}:key/${id}`, aliasArn: `${prefix}:${alias}` };
}

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
