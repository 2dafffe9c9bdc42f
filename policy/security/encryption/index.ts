import type { AnyRule } from "../../model/rule";
import { instanceVolumesEncrypted, storageEncrypted } from "./at-rest";
import { cacheTls, databaseTls } from "./data-in-transit";
import { distributionHttps, listenerHttps, tlsPolicy } from "./in-transit";
import { bucketCustomerManagedKey, keyRotation, customerManagedKey } from "./customer-managed-key";
import { servicesTls } from "./services-in-transit";

export const encryptionRules: readonly AnyRule[] = [
  storageEncrypted,
  customerManagedKey,
  bucketCustomerManagedKey,
  instanceVolumesEncrypted,
  keyRotation,
  listenerHttps,
  tlsPolicy,
  distributionHttps,
  databaseTls,
  cacheTls,
  servicesTls,
];
