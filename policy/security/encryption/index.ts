import type { AnyRule } from "../../model/rule";
import { instanceVolumesEncrypted, storageEncrypted } from "./at-rest";
import { cacheTls, databaseTls } from "./data-in-transit";
import { distributionHttps, listenerHttps, tlsPolicy } from "./in-transit";
import { bucketOwnKey, keyRotation, ownKey } from "./own-key";
import { servicesTls } from "./services-in-transit";

export const encryptionRules: readonly AnyRule[] = [
  storageEncrypted,
  ownKey,
  bucketOwnKey,
  instanceVolumesEncrypted,
  keyRotation,
  listenerHttps,
  tlsPolicy,
  distributionHttps,
  databaseTls,
  cacheTls,
  servicesTls,
];
