import { isProperties, text, type Properties } from "../../cloud/properties";
import { managedPolicy } from "./managed-policies";
import type { Policies } from "./evaluate";

/** A resource as `pulumi stack export` gives it. */
export interface ExportedResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
  readonly inputs?: object;
  readonly outputs?: object;
}

/** A resource of a stack that is deployed. */
export interface Deployed {
  readonly type: string;
  /** Pulumi's logical name. */
  readonly name: string;
  readonly id: string;
  readonly arn: string;
  readonly region: string;
  readonly account: string;
  /** What was asked for and what AWS made of it, in one. */
  readonly properties: Properties;
}

/** A resource that has a policy of its own, and the policies that decide who may do what with it. */
export interface Secured {
  readonly arn: string;
  readonly policies: Policies;
}

/** Where a key, a topic or another resource is named that is not in the stack. */
export class OutsideError extends Error {}

/** The resources of a stack, found by what others call them. */
export class DeployedStack {
  readonly all: readonly Deployed[];
  private readonly byName = new Map<string, Deployed>();

  constructor(exported: readonly ExportedResource[]) {
    const raw = exported.map(propertiesOf);
    const arns = raw.map(({ arn }) => text(arn)).filter((arn) => arn.startsWith("arn:"));
    const [account = "", region = ""] = [4, 3].map((part) =>
      mostFrequent(arns.map((arn) => arn.split(":")[part] ?? "").filter(Boolean)),
    );
    this.all = exported.map(({ urn, type, id = "" }, index) => {
      const properties = raw[index] ?? {};
      const arn = text(properties.arn);
      return {
        type,
        id,
        arn,
        properties,
        account,
        name: urn.split("::").at(-1) ?? "",
        region: [arn.split(":")[3], text(properties.region)].find(Boolean) ?? region,
      };
    });
    for (const resource of this.all) {
      const { arn, id, type, properties } = resource;
      for (const name of [arn, id, text(properties.name), text(properties.bucket)].filter(Boolean))
        if (!this.byName.has(`${type} ${name}`)) this.byName.set(`${type} ${name}`, resource);
    }
  }

  ofType(...types: string[]): Deployed[] {
    return this.all.filter(({ type }) => types.includes(type));
  }

  /** The resource of a type with this ARN, id or name. @throws OutsideError where the stack has none */
  find(type: string, name: string): Deployed {
    const found =
      this.byName.get(`${type} ${name}`) ?? this.byName.get(`${type} ${name.replace(/:\*$/, "")}`);
    if (found === undefined) throw new OutsideError(`${name} is not in this stack`);
    return found;
  }

  /** The resources of a type that say of a property that it is this. */
  having(type: string, property: string, ...values: string[]): Deployed[] {
    return this.ofType(type).filter(({ properties }) => values.includes(text(properties[property])));
  }

  /** A key that is named by its ARN, id or alias. @throws OutsideError */
  key(key: string, by: Pick<Deployed, "account" | "region">): Secured {
    const alias = /alias\/.*/.exec(key)?.[0];
    if (alias?.startsWith("alias/aws/")) return awsKey(alias, by);
    const id =
      alias === undefined ? key : text(this.find("aws:kms/alias:Alias", alias).properties.targetKeyId);
    const { name, arn, account, properties } = this.find("aws:kms/key:Key", id.replace(/^.*:key\//, ""));
    const policy = text(properties.policy);
    return {
      arn,
      policies: { name: `the policy of key ${name}`, resource: policy, account, resourceDecides: true },
    };
  }

  /** What a role has been given, JSON. */
  identityPolicies(role: Deployed): string[] {
    const names = [role.id, role.arn, text(role.properties.name)];
    const inline = this.having("aws:iam/rolePolicy:RolePolicy", "role", ...names);
    const attached = this.having("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "role", ...names).map(
      ({ properties }) => text(properties.policyArn),
    );
    const own = this.having("aws:iam/policy:Policy", "arn", ...attached);
    return [
      ...[...inline, ...own].map(({ properties }) => text(properties.policy)),
      ...attached.flatMap((arn) => managedPolicy(arn) ?? []),
    ];
  }
}

/** The key that AWS has for a service in each account: for identities of the account, by that service alone. */
function awsKey(alias: string, { account, region }: Pick<Deployed, "account" | "region">): Secured {
  const service = alias.slice("alias/aws/".length);
  const statement = {
    Sid: `of ${alias}`,
    Effect: "Allow",
    Principal: { AWS: "*" },
    Action: [
      "kms:Encrypt",
      "kms:Decrypt",
      "kms:ReEncrypt*",
      "kms:GenerateDataKey*",
      "kms:CreateGrant",
      "kms:DescribeKey",
    ],
    Resource: "*",
    Condition: {
      StringEquals: { "kms:ViaService": `${service}.${region}.amazonaws.com`, "kms:CallerAccount": account },
    },
  };
  return {
    arn: `arn:aws:kms:${region}:${account}:${alias}`,
    policies: {
      name: `the policy of ${alias}, which AWS sets`,
      resource: JSON.stringify({ Version: "2012-10-17", Statement: [statement] }),
      account,
      resourceDecides: true,
    },
  };
}

/** Inputs say nothing that outputs do not, but where a provider leaves them out. */
function propertiesOf({ inputs, outputs }: ExportedResource): Properties {
  const merged: unknown = { ...inputs, ...outputs };
  return isProperties(merged as Properties) ? (merged as Properties) : {};
}

function mostFrequent(values: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? "";
}
