import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { atLeast, every, judge, not, some, type Verdict } from "../../model/value";
import { cacheType } from "../availability/cache";
import { clusterType, databaseType } from "../availability/database";

const keyType = "aws:kms/key:Key";
const encryptionType =
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

interface Store {
  /** Where it names its key. */
  readonly key: readonly [property: string, ...path: (string | number)[]];
  /** Whether its data outlives it, or it does not go while it holds data. */
  readonly isKept: (store: Resource) => Verdict;
}

const isTrue = (store: Resource, property: string) => judge(store.get(property), (it) => it === true);
const unless = (property: string) => (store: Resource) => not(isTrue(store, property));
const database: Store = { key: ["kmsKeyId"], isKept: unless("skipFinalSnapshot") };

const stores: Readonly<Record<string, Store>> = {
  [clusterType]: database,
  [databaseType]: database,
  "aws:docdb/cluster:Cluster": database,
  "aws:neptune/cluster:Cluster": { ...database, key: ["kmsKeyArn"] },
  "aws:redshift/cluster:Cluster": database,
  [cacheType]: {
    key: ["kmsKeyId"],
    isKept: (cache) => cache.given("finalSnapshotIdentifier") !== undefined,
  },
  "aws:dynamodb/table:Table": {
    key: ["serverSideEncryption", "kmsKeyArn"],
    isKept: (table) => isTrue(table, "deletionProtectionEnabled"),
  },
  "aws:backup/vault:Vault": { key: ["kmsKeyArn"], isKept: unless("forceDestroy") },
};

/**
 * What a preview or a state does not show is `retainOnDelete`: policies are told of `protect`, and not of that. So what is
 * judged is the time in which somebody can still notice: a key's deletion can be cancelled until its window is over.
 */
export const keptKey = rule<{ days: number }>({
  name: "kept-data-key-recoverable",
  description: "The key of data that outlives its stack can be had back for as long as AWS allows",
  cannotKnow: "`retainOnDelete`, of which policies are not told; who uses the key outside of the stack",
  severity: "high",
  requirement: "D2",
  sources: [],
  settings: {
    days: {
      default: 30,
      minimum: 7,
      maximum: 30,
      description: "Days in which the deletion of the key can be cancelled, at least",
    },
  },
  *check(stack, { days }) {
    const users = keysOfKeptData(stack);
    for (const [key, kept] of users) {
      const window = key.given("deletionWindowInDays");
      // AWS's own default is 30.
      const isLong = window === undefined || window === 0 ? true : atLeast(window, days);
      const isNeeded = some(kept.map(({ sure }) => sure));
      yield {
        resource: key,
        verdict: some([isLong, not(isNeeded)]),
        found: `deletionWindowInDays ${show(window)}; it encrypts ${kept.map(({ store }) => store.name).join(", ")}`,
        required: `deletionWindowInDays ${days}, since without the key the data that is kept cannot be read`,
        fix: `set deletionWindowInDays to ${days}, and retainOnDelete to true where the data is to outlive the stack`,
      };
    }
  },
});

type Users = Map<Resource, { store: Resource; sure: Verdict }[]>;

/** The keys of the stack that encrypt what is kept, and what that is. */
function keysOfKeptData(stack: Stack): Users {
  const users: Users = new Map();
  const note = (store: Resource, named: Resource, isKept: Verdict, key: Store["key"]) => {
    for (const { resource: found, sure: isNamed } of named.referents(keyType, ...key)) {
      const sure = every([isKept, isNamed]);
      if (sure !== false) users.set(found, [...(users.get(found) ?? []), { store, sure }]);
    }
  };
  for (const [type, { key, isKept }] of Object.entries(stores)) {
    for (const store of stack.ofType(type)) note(store, store, isKept(store), key);
  }
  for (const bucket of stack.ofType("aws:s3/bucket:Bucket")) {
    const isKept = unless("forceDestroy")(bucket);
    for (const { resource, sure } of stack.referring(encryptionType, bucket, "bucket")) {
      note(bucket, resource, every([isKept, sure]), [
        "rules",
        0,
        "applyServerSideEncryptionByDefault",
        "kmsMasterKeyId",
      ]);
    }
  }
  return users;
}
