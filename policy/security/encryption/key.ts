import type { Resource } from "../../model/stack";
import { unknown, type Verdict } from "../../model/value";

/** What a program can make keys by, and names for them. */
const keyTypes = [
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
  "aws:kms/alias:Alias",
];

/** An alias, by name or in an ARN; Kinesis takes `aws/kinesis` too. */
const alias = /(^|:)alias\//;
const awsAlias = /(^|:)(alias\/)?aws\//;

/**
 * Whether the key that the value at a path names is a customer managed one, and not one of AWS's, which nobody can
 * rotate, share or take away. A key of the stack is, and so is an alias: `alias/aws/` is AWS's alone. Whose any other ARN or id is,
 * the stack does not say. Source: AWS KMS Developer Guide, "Create aliases", read 2026-11-25.
 */
export function isCustomerManaged(
  resource: Resource,
  property: string,
  ...path: (string | number)[]
): Verdict {
  const key = resource.given(property, ...path);
  if (key !== unknown) {
    if (typeof key !== "string" || key === "" || awsAlias.test(key)) return false;
    if (alias.test(key)) return true;
  }
  const isOfStack = keyTypes.some((type) => {
    const { resources, certain } = resource.references(type, property, ...path);
    return certain && resources.length > 0;
  });
  return isOfStack || unknown;
}
