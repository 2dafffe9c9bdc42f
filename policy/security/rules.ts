import type { AnyRule } from "../model/rule";
import { instanceVolumesEncrypted, storageEncrypted } from "./encryption/at-rest";
import { cacheTls, databaseTls } from "./encryption/data-in-transit";
import { distributionHttps, listenerHttps, tlsPolicy } from "./encryption/in-transit";
import { bucketOwnKey, keyRotation, ownKey } from "./encryption/own-key";
import { servicesTls } from "./encryption/services-in-transit";
import { bucketBlocksPublic, bucketDeniesHttp, bucketPrivateAcl } from "./exposure/bucket";
import { desyncMitigation, dropInvalidHeaders, webAcl } from "./exposure/load-balancer";
import { dataNotPublic, dataSubnetsPrivate } from "./exposure/data";
import { functionUrlAuthorized, permissionNamesSource } from "./exposure/permission";
import { defaultGroupClosed, imdsV2 } from "./exposure/network";
import { groupPrivate, instanceNotPublic } from "./exposure/public-address";
import { resourcePolicyNotPublic } from "./exposure/resource-policy";
import { securityGroupClosed } from "./exposure/security-group";
import { cacheAuthentication } from "./identity/cache";
import { databaseIam, managedMasterPassword, secretRotation } from "./identity/database";
import { iamAdministrator } from "./identity/administrator";
import { iamWildcards } from "./identity/iam";
import { trustLimited } from "./identity/trust";
import { environmentSecrets, userDataSecrets } from "./identity/program-secrets";
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
  servicesTls,
  bucketDeniesHttp,
  bucketBlocksPublic,
  bucketPrivateAcl,
  resourcePolicyNotPublic,
  permissionNamesSource,
  functionUrlAuthorized,
  dataNotPublic,
  dataSubnetsPrivate,
  instanceNotPublic,
  groupPrivate,
  securityGroupClosed,
  defaultGroupClosed,
  imdsV2,
  userDataSecrets,
  environmentSecrets,
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
