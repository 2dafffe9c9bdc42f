import { block, blocks, text, type Properties } from "../../cloud/properties";
import type { Store } from "../../cloud/store";
import type { Candidate, Change, Service } from "./service";

export const dynamodb: Service = {
  modules: ["dynamodb"],
  types: {
    "dynamodb/table": {
      outputs: {
        pointInTimeRecovery: { enabled: false, recoveryPeriodInDays: 0 },
        streamArn: ({ arn, inputs }) =>
          inputs.streamEnabled === true ? `${arn}/stream/2026-01-01T00:00:00.000` : "",
        ttl: { enabled: false, attributeName: "" },
      },
      parts: ["streamArn"],
      crossRegion: ["replicas.kmsKeyArn"],
      demands: [replicasPossible],
      effect: keepReplicas,
      replaces: { hashKey: true, rangeKey: true },
      taken: "ResourceInUseException",
      protectedBy: {
        argument: "deletionProtectionEnabled",
        error:
          "ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
      },
    },
  },
};

const replicasOf = (inputs: Readonly<Properties> = {}): Properties[] => blocks(inputs.replicas);

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_reqs_bestpractices.html, read 2026-11-28. */
function replicasPossible({ type, region, inputs, before }: Candidate, store: Store): string | undefined {
  const replicas = replicasOf(inputs);
  if (replicas.length === 0) return undefined;
  if (inputs.streamEnabled !== true || text(inputs.streamViewType) !== "NEW_AND_OLD_IMAGES")
    return "ValidationException: Table must have DynamoDB Streams enabled with NEW_AND_OLD_IMAGES to add a replica";
  const encryption = block(inputs.serverSideEncryption);
  const known = replicasOf(before).map(({ regionName }) => regionName);
  for (const { regionName, kmsKeyArn } of replicas) {
    if (regionName === region)
      return "ValidationException: Cannot add, delete, or update the local region through ReplicaUpdates. Use CreateTable, DeleteTable, or UpdateTable as required.";
    if (text(encryption.kmsKeyArn) !== "" && text(kmsKeyArn) === "")
      return `ValidationException: A KMS key must be specified for the replica in ${text(regionName)}, since the table has a customer managed key`;
    if (
      !known.includes(regionName ?? "") &&
      store.get(text(regionName), type, text(inputs.name)) !== undefined
    )
      return `ValidationException: Failed to create a the new replica of table with name: '${text(inputs.name)}' because one or more replicas already existed as tables.`;
  }
  return undefined;
}

/** A replica is a table of the same name in its region. */
function keepReplicas({ store, before, after }: Change): void {
  const table = after ?? before;
  if (table === undefined || replicasOf(before?.inputs).length + replicasOf(after?.inputs).length === 0)
    return;
  const wanted = new Map(replicasOf(after?.inputs).map((replica) => [text(replica.regionName), replica]));
  for (const { regionName } of replicasOf(before?.inputs))
    if (!wanted.has(text(regionName))) store.remove({ ...table, region: text(regionName) });
  for (const [region, { kmsKeyArn }] of wanted) {
    const { type, id, inputs, outputs } = table;
    const local = {
      name: text(inputs.name),
      hashKey: text(inputs.hashKey),
      billingMode: text(inputs.billingMode),
    };
    const own =
      kmsKeyArn === undefined ? local : { ...local, serverSideEncryption: { enabled: true, kmsKeyArn } };
    const arn = text(outputs.arn).replace(`:${table.region}:`, `:${region}:`);
    store.put({ type, id, region, inputs: own, outputs: { arn } });
  }
}
