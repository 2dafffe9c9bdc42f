import { stateOf } from "../cloud/store";
import { structureOf } from "./arguments";
import { type Operation, refused } from "./call";
import { called } from "./renamed";

const tableType = "aws:dynamodb/table:Table";
/** What a restored table has of the one that was; TTL, tags, protection, recovery and scaling it has not. */
const kept = ["attributes", "hashKey", "rangeKey", "billingMode", "readCapacity", "writeCapacity"];

export const dynamodb: Readonly<Record<string, Operation>> = {
  "dynamodb restore-table-to-point-in-time": ({ store, region, option, values }) => {
    const [from, to] = [option("source-table-name"), option("target-table-name")];
    const source = store.get(region, tableType, from);
    if (source === undefined)
      throw refused("TableNotFoundException", "RestoreTableToPointInTime", `Table not found: ${from}`);
    const state = stateOf(source);
    const [encryption] = values("sse-specification-override").map(structureOf);
    const inputs = {
      name: to,
      ...Object.fromEntries(Object.entries(state).filter(([property]) => kept.includes(property))),
      serverSideEncryption:
        encryption === undefined
          ? (state.serverSideEncryption ?? {})
          : { enabled: encryption.Enabled === "true", kmsKeyArn: encryption.KMSMasterKeyId ?? "" },
    };
    const { outputs } = called(source, to);
    const bare = {
      ...outputs,
      deletionProtectionEnabled: false,
      pointInTimeRecovery: { enabled: false },
      tagsAll: {},
    };
    if (!store.add({ type: tableType, region, id: to, inputs, outputs: bare }))
      throw refused(
        "TableAlreadyExistsException",
        "RestoreTableToPointInTime",
        `Table already exists: ${to}`,
      );
    return undefined;
  },
  "dynamodb wait table-exists": ({ store, region, option }) => {
    if (store.get(region, tableType, option("table-name")) === undefined)
      throw refused("ResourceNotFoundException", "DescribeTable", "Requested resource not found");
    return undefined;
  },
};
