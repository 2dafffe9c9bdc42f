import type { AnyRule } from "../../model/rule";
import { bucketBlocksPublic, bucketDeniesHttp, bucketPrivateAcl } from "./bucket";
import { dataNotPublic, dataSubnetsPrivate } from "./data";
import { desyncMitigation, dropInvalidHeaders, webAcl } from "./load-balancer";
import { defaultGroupClosed, imdsV2 } from "./network";
import { functionUrlAuthorized, permissionNamesSource } from "./permission";
import { groupPrivate, instanceNotPublic } from "./public-address";
import { resourcePolicyNotPublic } from "./resource-policy";
import { securityGroupClosed } from "./security-group";

export const exposureRules: readonly AnyRule[] = [
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
  webAcl,
  dropInvalidHeaders,
  desyncMitigation,
];
