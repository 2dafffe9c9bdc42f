import type { AnyRule } from "../../model/rule";
import { iamAdministrator } from "./administrator";
import { cacheAuthentication } from "./cache";
import { databaseIam, managedMasterPassword, secretRotation } from "./database";
import { iamWildcards } from "./iam";
import { environmentSecrets, userDataSecrets } from "./program-secrets";
import { trustLimited } from "./trust";

export const identityRules: readonly AnyRule[] = [
  userDataSecrets,
  environmentSecrets,
  iamWildcards,
  iamAdministrator,
  trustLimited,
  databaseIam,
  cacheAuthentication,
  managedMasterPassword,
  secretRotation,
];
