import type { AnyRule } from "../model/rule";
import { instanceVolumesEncrypted, storageEncrypted } from "./encryption/at-rest";
import { cacheTls, databaseTls } from "./encryption/data-in-transit";
import { distributionHttps, listenerHttps, tlsPolicy } from "./encryption/in-transit";
import { bucketOwnKey, keyRotation, ownKey } from "./encryption/own-key";
import { bucketBlocksPublic, bucketDeniesHttp, bucketPrivateAcl } from "./exposure/bucket";
import { desyncMitigation, dropInvalidHeaders, webAcl } from "./exposure/load-balancer";
import {
  dataNotPublic,
  dataSubnetsPrivate,
  defaultGroupClosed,
  groupPrivate,
  imdsV2,
  instanceNotPublic,
} from "./exposure/network";
import { resourcePolicyNotPublic } from "./exposure/resource-policy";
import { securityGroupClosed } from "./exposure/security-group";
import { cacheAuthentication } from "./identity/cache";
import { databaseIam, managedMasterPassword, secretRotation } from "./identity/database";
import { iamAdministrator, iamWildcards, trustLimited } from "./identity/iam";
import { userDataSecrets } from "./identity/user-data";
import { instanceTags, requiredTags } from "./tags";

/** The rules of the pack, in the order of the catalogue. */
export const rules: readonly AnyRule[] = [
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
  bucketDeniesHttp,
  bucketBlocksPublic,
  bucketPrivateAcl,
  resourcePolicyNotPublic,
  dataNotPublic,
  dataSubnetsPrivate,
  instanceNotPublic,
  groupPrivate,
  securityGroupClosed,
  defaultGroupClosed,
  imdsV2,
  userDataSecrets,
  iamWildcards,
  iamAdministrator,
  trustLimited,
  databaseIam,
  cacheAuthentication,
  managedMasterPassword,
  secretRotation,
  requiredTags,
  instanceTags,
  webAcl,
  dropInvalidHeaders,
  desyncMitigation,
];
