import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import type { Resource, SpecDatabase } from "@aws-cdk/service-spec-types";
import { keyOf, nameProperty, schemaOf } from "./schema";

/** CloudFormation's services where Pulumi's module has another name. */
const SERVICES: Record<string, string[]> = {
  acm: ["CertificateManager"],
  alb: ["ElasticLoadBalancingV2"],
  appautoscaling: ["ApplicationAutoScaling"],
  cloudwatch: ["CloudWatch", "Logs", "Events"],
  ebs: ["EC2"],
  lb: ["ElasticLoadBalancingV2"],
  sfn: ["StepFunctions"],
  vpc: ["EC2"],
};

/** CloudFormation's resources where the names do not end alike. */
const RESOURCES: Record<string, string> = {
  "autoscaling/schedule": "ScheduledAction",
  "ec2/routeTableAssociation": "SubnetRouteTableAssociation",
  "iam/policy": "ManagedPolicy",
  "rds/clusterInstance": "DBInstance",
  "route53/record": "RecordSet",
};

/** Types that AWS cannot update at all. */
const IMMUTABLE = [
  "acm/certificateValidation",
  "backup/selection",
  "backup/vaultLockConfiguration",
  "iam/rolePolicyAttachment",
];

/** Properties whose change AWS's specification judges otherwise than the real provider, or does not have. */
const REPLACES: Record<string, boolean> = {
  "acm/certificate.validationMethod": true,
  "autoscaling/schedule.scheduledActionName": true,
  "backup/plan.name": false,
  "backup/vault.kmsKeyArn": true,
  "dynamodb/table.hashKey": true,
  "dynamodb/table.rangeKey": true,
  "ec2/eip.domain": true,
  "ec2/flowLog.iamRoleArn": true,
  "ec2/flowLog.logDestination": true,
  "ec2/flowLog.subnetId": true,
  "ec2/flowLog.vpcId": true,
  "ec2/instance.ami": true,
  "ec2/routeTableAssociation.routeTableId": false,
  "elasticache/parameterGroup.family": true,
  "elasticache/replicationGroup.engine": false,
  "elasticache/replicationGroup.replicasPerNodeGroup": false,
  "iam/rolePolicy.role": true,
  "lb/loadBalancer.internal": true,
  "rds/cluster.engine": true,
  "rds/cluster.masterUsername": true,
  "rds/clusterInstance.clusterIdentifier": true,
  "rds/clusterInstance.engine": true,
  "route53/healthCheck.requestInterval": true,
  "route53/healthCheck.type": true,
  "route53/record.zoneId": true,
  "sns/topicPolicy.arn": true,
  "sns/topicSubscription.topic": true,
  "vpc/securityGroupEgressRule.securityGroupId": true,
  "vpc/securityGroupIngressRule.securityGroupId": true,
};

let database: SpecDatabase | undefined;
const resources = new Map<string, Resource | undefined>();

/** AWS's own specification of a type; undefined where it has none. The first call loads it, which takes half a second. */
export function specificationOf(type: string): Resource | undefined {
  if (!resources.has(type)) resources.set(type, find(keyOf(type)));
  return resources.get(type);
}

function find(key: string): Resource | undefined {
  database ??= loadAwsServiceSpecSync();
  const [module = "", file = ""] = key.split("/");
  const services = (SERVICES[module] ?? [module]).map((name) => name.toLowerCase());
  const wanted = (RESOURCES[key] ?? file).toLowerCase();
  const candidates = database
    .all("resource")
    .filter(({ cloudFormationType }) =>
      services.includes(cloudFormationType.split("::")[1]?.toLowerCase() ?? ""),
    )
    .map((resource) => ({ resource, name: resource.name.toLowerCase() }))
    .sort((a, b) => a.name.length - b.name.length);
  const match =
    candidates.find(({ name }) => name === wanted) ??
    candidates.find(({ name }) => name.endsWith(wanted)) ??
    candidates.findLast(({ name }) => wanted.endsWith(name));
  return match?.resource;
}

/** Whether AWS replaces a resource of this type when this property changes. */
export function causesReplacement(type: string, property: string): boolean {
  const key = keyOf(type);
  const exception = IMMUTABLE.includes(key) || REPLACES[`${key}.${property}`];
  if (exception !== undefined) return exception;
  const name = nameProperty(type);
  if (property === name || property === `${name ?? ""}Prefix`) return true;
  const specification = specificationOf(type);
  const match = Object.entries(specification?.properties ?? {}).find(([other]) =>
    isSame(other, property, type),
  );
  if (match !== undefined) return match[1].causesReplacement === "yes";
  return /\(forces new resource/i.test(schemaOf(type).outputs.get(property)?.doc ?? "");
}

/** CloudFormation's `DBClusterIdentifier`, `CacheNodeType`, `Type` are Pulumi's `clusterIdentifier`, `nodeType`, `loadBalancerType`. */
function isSame(cloudFormation: string, pulumi: string, type: string): boolean {
  const [longer = "", shorter = ""] = [cloudFormation, pulumi]
    .map((name) => name.toLowerCase())
    .sort((a, b) => b.length - a.length);
  const prefix = longer.slice(0, longer.length - shorter.length);
  const owner = (specificationOf(type)?.cloudFormationType ?? "").replaceAll("::", "").toLowerCase();
  return longer.endsWith(shorter) && owner.includes(prefix);
}
