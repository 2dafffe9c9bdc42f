import { isProperties, text } from "../../../cloud/properties";
import { backupJob, deployer } from "../callers";
import type { Deployed, DeployedStack, Secured } from "../stack";
import { called, type Delivery, type Finder, steps, withIdentity } from "./delivery";
import { asRole, roleNamed, taking } from "./secured";

/** Stores that encrypt with a key of the account: type, property that names the key, and the service that asks KMS. */
const encrypted: readonly (readonly [type: string, property: string, viaService: string])[] = [
  ["aws:rds/cluster:Cluster", "kmsKeyId", "rds"],
  ["aws:rds/cluster:Cluster", "masterUserSecretKmsKeyId", "secretsmanager"],
  ["aws:rds/clusterInstance:ClusterInstance", "performanceInsightsKmsKeyId", "rds"],
  ["aws:rds/instance:Instance", "kmsKeyId", "rds"],
  ["aws:rds/instance:Instance", "masterUserSecretKmsKeyId", "secretsmanager"],
  ["aws:rds/instance:Instance", "performanceInsightsKmsKeyId", "rds"],
  ["aws:elasticache/replicationGroup:ReplicationGroup", "kmsKeyId", "elasticache"],
  ["aws:dynamodb/table:Table", "serverSideEncryption.kmsKeyArn", "dynamodb"],
  ["aws:backup/vault:Vault", "kmsKeyArn", "backup"],
];

const everything = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Sid: "the deployment's role", Effect: "Allow", Action: "*", Resource: "*" }],
});

/** Stores to their keys, which their services use by a grant that the deployment makes. */
export const keys: Finder = (stack) =>
  encrypted.flatMap(([type, property, viaService]) =>
    stack.ofType(type).flatMap((store): Delivery[] => {
      const key = valueOf(store, property);
      if (key === "") return [];
      const use = ["kms:CreateGrant", "kms:DescribeKey", "kms:GenerateDataKey", "kms:Decrypt"];
      return [
        {
          from: called(store),
          to: `the key of ${property}`,
          steps: () =>
            steps(
              deployer(store.account, store.region, viaService),
              use,
              withIdentity(stack.key(key, store), [everything]),
            ),
        },
      ];
    }),
  );

/** Backup plans to their role, and by it to the keys of the vaults that they fill, copies included. */
export const backups: Finder = (stack) =>
  stack.ofType("aws:backup/selection:Selection").flatMap((selection) => {
    const role = () => roleNamed(stack, text(selection.properties.iamRoleArn));
    const plan = stack.find("aws:backup/plan:Plan", text(selection.properties.planId));
    return vaultsOf(plan).map((vault): Delivery => ({
      from: called(selection),
      to: `vault ${vault.replace(/^.*:backup-vault:/, "")}`,
      steps: () => [
        taking(backupJob(selection.account), role()),
        ...steps(
          asRole(role(), { "kms:grantisforawsresource": ["true"] }),
          ["kms:DescribeKey", "kms:CreateGrant"],
          withIdentity(vaultKey(stack, vault), stack.identityPolicies(role())),
        ),
      ],
    }));
  });

/** Names and ARNs of the vaults that a plan fills. */
function vaultsOf({ properties: { rules } }: Deployed): string[] {
  const all = (Array.isArray(rules) ? rules : [])
    .filter(isProperties)
    .flatMap(({ targetVaultName, copyActions }) => [
      text(targetVaultName),
      ...(Array.isArray(copyActions) ? copyActions : [])
        .filter(isProperties)
        .map(({ destinationVaultArn }) => text(destinationVaultArn)),
    ]);
  return [...new Set(all)].filter(Boolean);
}

function vaultKey(stack: DeployedStack, name: string): Secured {
  const vault = stack.find("aws:backup/vault:Vault", name);
  return stack.key(text(vault.properties.kmsKeyArn), vault);
}

function valueOf({ properties }: Deployed, path: string): string {
  const [first = "", second] = path.split(".");
  const value = properties[first];
  return text(second === undefined ? value : isProperties(value) ? value[second] : undefined);
}
