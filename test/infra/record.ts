import * as pulumi from "@pulumi/pulumi";

/** A resource that a component registered, with the inputs it gave. */
export interface Recorded {
  readonly type: string;
  readonly name: string;
  readonly inputs: Record<string, unknown>;
  /** Options such as `protect`, of resources under the parent that the program was given. */
  readonly options: pulumi.CustomResourceOptions;
}

export interface Recording {
  /** The resources of a type, by name: the order of registration is not fixed. */
  ofType(type: string): Recorded[];
  /** The one resource of a type, or of a type and name. */
  only(type: string, name?: string): Recorded;
}

/**
 * Runs a program under Pulumi's mocks, every output as an AWS of fixed names would give it, and records its resources.
 * @param program is given a parent for its resources
 */
export async function record(program: (parent: pulumi.Resource) => unknown): Promise<Recording> {
  const resources: Recorded[] = [];
  const options = new Map<string, pulumi.CustomResourceOptions>();
  await pulumi.runtime.setMocks({
    newResource: ({ type, name, inputs }) => {
      resources.push({
        type,
        name,
        inputs: inputs as Record<string, unknown>,
        options: options.get(`${type} ${name}`) ?? {},
      });
      return {
        id: `${name}-id`,
        state: { ...(inputs as object), ...mockedOutputs(type, name, inputs as object) },
      };
    },
    call: ({ token }) => mockedCall(token),
  });
  await untilRegistered(() =>
    program(
      new Region((resource) => {
        options.set(`${resource.type} ${resource.name}`, resource.opts);
        return undefined;
      }),
    ),
  );
  const ofType = (type: string) =>
    resources.filter((resource) => resource.type === type).sort((a, b) => a.name.localeCompare(b.name));
  return {
    ofType,
    only: (type, name) => {
      const found = ofType(type).filter((resource) => name === undefined || resource.name === name);
      const [first] = found;
      if (!first || found.length > 1) throw new Error(`${found.length} resources of ${type} ${name ?? ""}`);
      return first;
    },
  };
}

/** Runs a program until every registration is through. */
export async function untilRegistered(program: () => unknown): Promise<void> {
  // Pulumi's SDK formats a stack trace for each output: with all its calls, that is half of the time under mocks.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 1;
  try {
    program();
    await pulumi.runtime.disconnect();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

class Region extends pulumi.ComponentResource {
  constructor(watch: pulumi.ResourceTransformation) {
    super("test:index:Region", "region", {}, { transformations: [watch] });
  }
}

/** What an output holds once everything is registered. */
export function valueOf<T>(output: pulumi.Input<T>): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve) => pulumi.output(output).apply(resolve));
}

const zones = ["a", "b", "c", "d", "e", "f"].map((letter) => `us-east-1${letter}`);

const answers: Record<string, Record<string, unknown>> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": { names: zones },
  "aws:ec2/getInstanceTypeOfferings:getInstanceTypeOfferings": { locations: zones },
  "aws:index/getCallerIdentity:getCallerIdentity": { accountId: "123456789012" },
  "aws:ssm/getParameter:getParameter": { value: "ami-1" },
  "aws:route53/getZone:getZone": { zoneId: "Z1" },
};

/** What a look-up answers. */
export function mockedCall(token: string): Record<string, unknown> {
  return answers[token] ?? {};
}

/** What AWS adds to the inputs of a resource. */
export function mockedOutputs(
  type: string,
  name: string,
  inputs: { domainName?: string; subjectAlternativeNames?: string[] },
): Record<string, unknown> {
  const proof = { resourceRecordName: "_proof", resourceRecordType: "CNAME", resourceRecordValue: "_value" };
  const proved = [inputs.domainName, ...(inputs.subjectAlternativeNames ?? [])];
  return {
    arn: `arn:${name}`,
    arnSuffix: `suffix/${name}`,
    name,
    ...(type.startsWith("aws:rds/") && { masterUserSecrets: [{ secretArn: `arn:${name}-secret` }] }),
    ...(type === "aws:rds/cluster:Cluster" && { clusterResourceId: "cluster-1" }),
    ...(type === "aws:rds/instance:Instance" && { resourceId: "db-1" }),
    ...(type === "aws:cloudfront/distribution:Distribution" && { domainName: "d1.cloudfront.net" }),
    ...(type === "aws:elasticache/replicationGroup:ReplicationGroup" && { replicationGroupId: name }),
    ...(type === "aws:s3/bucket:Bucket" && { bucket: name }),
    ...(type === "aws:ec2/launchTemplate:LaunchTemplate" && { latestVersion: 7 }),
    ...(type === "aws:acm/certificate:Certificate" && {
      domainValidationOptions: proved.map((domainName) => ({ domainName, ...proof })),
    }),
    ...(type === "awsx:ec2:Vpc" && {
      vpcId: "vpc-1",
      publicSubnetIds: ["subnet-1", "subnet-2"],
      privateSubnetIds: ["subnet-3", "subnet-4"],
      isolatedSubnetIds: ["subnet-5", "subnet-6"],
      routeTables: [],
      natGateways: ["nat-1", "nat-2", "nat-3", "nat-4"].map((id) => ({ id })),
    }),
  };
}
