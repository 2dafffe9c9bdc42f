import { randomInt } from "node:crypto";
import { text, type Properties } from "../cloud/properties";
import { ACCOUNT, GLOBAL } from "../cloud/store";
import { defaultVpcOf } from "./default-vpc";
import { keyOf, nameProperty, schemaOf } from "./schema";
import { specificationOf } from "./specification";
import { fill } from "./template";

export interface Identity {
  id: string;
  arn: string;
  name: string | undefined;
}

/** Ids whose shape the documentation's import example does not tell, as templates (template.ts). */
const IDS: Record<string, string> = {
  "apigateway/restApi": "{hex10}",
  "apigateway/stage": "ags-{restApi}-{stageName}",
  "apigatewayv2/api": "{hex10}",
  "apigatewayv2/stage": "{apiId}/{name}",
  "appautoscaling/policy": "{serviceNamespace}/{resourceId}/{scalableDimension}/{name}",
  "appautoscaling/target": "{serviceNamespace}/{resourceId}/{scalableDimension}",
  "autoscaling/lifecycleHook": "{autoscalingGroupName}/{name}",
  "autoscaling/policy": "{autoscalingGroupName}/{name}",
  "autoscaling/schedule": "{autoscalingGroupName}/{scheduledActionName}",
  "backup/plan": "{uuid}",
  "backup/restoreTestingSelection": "{name}:{restoreTestingPlanName}",
  "backup/selection": "{uuid}",
  "backup/vaultLockConfiguration": "{backupVaultName}",
  "cloudwatch/eventTarget": "{rule}-{hex10}",
  "cloudwatch/logMetricFilter": "{logGroupName}:{name}",
  "ec2/defaultNetworkAcl": "{defaultNetworkAclId}",
  "ec2/defaultRouteTable": "{defaultRouteTableId}",
  "ec2/defaultSecurityGroup": "sg-{dig17:vpcId}",
  "ec2/defaultSubnet": "{defaultSubnetId}",
  "ec2/defaultVpc": "{defaultVpcId}",
  "ec2/eipAssociation": "eipassoc-{hex17}",
  "ec2/route": "r-{routeTableId}{hex10}",
  "ec2/routeTableAssociation": "rtbassoc-{hex17}",
  "ecs/cluster": "arn",
  "ecs/service": "arn",
  "iam/rolePolicy": "{role}:{name}",
  "iam/rolePolicyAttachment": "{role}/{policyArn}",
  "lb/listenerCertificate": "{listenerArn}_{certificateArn}",
  "lb/targetGroupAttachment": "{targetGroupArn}-{hex10}",
  "cloudfront/distribution": "E{HEX13}",
  "lambda/alias": "arn",
  "route53/record": "{zoneId}_{name}_{type}_{setIdentifier}",
  "route53/zone": "Z{HEX20}",
  "s3/bucketMetric": "{bucket}:{name}",
  "s3/bucketObject": "{bucket}/{name}",
  "s3/bucketObjectv2": "{bucket}/{name}",
  "s3/objectCopy": "{bucket}/{name}",
  "secretsmanager/secretVersion": "{secretId}|{uuid}",
  "sns/topicPolicy": "{arn}",
  "sqs/queue": "https://sqs.{region}.amazonaws.com/{account}/{name}",
  "wafv2/webAcl": "{uuid}",
  "wafv2/webAclAssociation": "{webAclArn},{resourceArn}",
};

/** ARNs that AWS's specification has no template for, or a wrong one. */
const ARNS: Record<string, string> = {
  "autoscaling/group":
    "arn:aws:autoscaling:{region}:{account}:autoScalingGroup:{uuid}:autoScalingGroupName/{name}",
  "autoscaling/policy":
    "arn:aws:autoscaling:{region}:{account}:scalingPolicy:{uuid}:autoScalingGroupName/{autoscalingGroupName}:policyName/{name}",
  "autoscaling/schedule":
    "arn:aws:autoscaling:{region}:{account}:scheduledUpdateGroupAction:{uuid}:autoScalingGroupName/{id}",
  "ecs/service": "arn:aws:ecs:{region}:{account}:service/{clusterName}/{name}",
  "ecs/taskDefinition": "arn:aws:ecs:{region}:{account}:task-definition/{family}:{number}",
  "kms/alias": "arn:aws:kms:{region}:{account}:{name}",
  "lambda/alias": "arn:aws:lambda:{region}:{account}:function:{function}:{name}",
  "lb/listener": "arn:aws:elasticloadbalancing:{region}:{account}:listener/{balancer}/{hex16}",
  "lb/listenerRule": "arn:aws:elasticloadbalancing:{region}:{account}:listener-rule/{listener}/{hex16}",
  "lb/loadBalancer": "arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/{kind}/{name}/{hex16}",
  "lb/targetGroup": "arn:aws:elasticloadbalancing:{region}:{account}:targetgroup/{name}/{hex16}",
  "secretsmanager/secret": "arn:aws:secretsmanager:{region}:{account}:secret:{name}-{hex6}",
  "sns/topicSubscription": "{topic}:{uuid}",
  "sqs/queue": "arn:aws:sqs:{region}:{account}:{name}",
  "s3/bucketObject": "arn:aws:s3:::{bucket}/{name}",
  "s3/bucketObjectv2": "arn:aws:s3:::{bucket}/{name}",
  "vpc/securityGroupEgressRule": "arn:aws:ec2:{region}:{account}:security-group-rule/{id}",
  "vpc/securityGroupIngressRule": "arn:aws:ec2:{region}:{account}:security-group-rule/{id}",
  "wafv2/webAcl": "arn:aws:wafv2:{region}:{account}:regional/webacl/{name}/{id}",
  "xray/group": "arn:aws:xray:{region}:{account}:group/{groupName}/{hex20}",
};

const GLOBAL_MODULES = ["cloudfront", "globalaccelerator", "iam", "organizations", "route53"];

/** The region that holds a resource: its own, else its provider's, or `GLOBAL`. */
export function homeOf(type: string, properties: Properties, providerRegion: string): string {
  if (GLOBAL_MODULES.includes(keyOf(type).split("/")[0] ?? "")) return GLOBAL;
  return typeof properties.region === "string" ? properties.region : providerRegion;
}

/** A new resource's id, ARN and name, in the shapes that AWS gives them. */
export function identify(type: string, inputs: Properties, region: string): Identity {
  const name = nameOf(type, inputs);
  const { vpcId, subnets } = defaultVpcOf(region);
  const values: Properties = {
    vpcId,
    ...inputs,
    defaultVpcId: vpcId,
    defaultSubnetId: subnets.find(({ zone }) => zone === inputs.availabilityZone)?.id ?? "",
    account: ACCOUNT,
    region,
    name: name ?? "",
    pathAndName: `${text(inputs.path).slice(1)}${name ?? ""}`,
    bareName: (name ?? "").replace(/^\//, ""),
    // The ARN of a listener goes on where that of its load balancer ends, and a rule's likewise.
    kind: { network: "net", gateway: "gwy" }[text(inputs.loadBalancerType)] ?? "app",
    balancer: text(inputs.loadBalancerArn).split(":loadbalancer/")[1] ?? "",
    function: text(inputs.functionName).replace(/^arn:.*:function:/, ""),
    clusterName: text(inputs.cluster).split("/").at(-1) ?? "",
    // A revision, which AWS counts by family.
    number: String(randomInt(1, 1000)),
    listener: text(inputs.listenerArn).split(":listener/")[1] ?? "",
  };
  const template = IDS[keyOf(type)] ?? idTemplate(schemaOf(type).idExample, name);
  if (template === "arn") {
    const arn = fill(arnTemplate(type), { ...values, id: name ?? fill("{uuid}", {}) });
    return { id: arn, arn, name };
  }
  const id = fill(template, values).replace(/_$/, "");
  return { id, arn: fill(arnTemplate(type), { ...values, id }), name };
}

/** The given name, or the prefix with the 26 digits that Terraform adds. */
function nameOf(type: string, inputs: Properties): string | undefined {
  const property = nameProperty(type) ?? "name";
  const [name, prefix] = [inputs[property], inputs[`${property}Prefix`]];
  if (typeof name === "string") return name;
  const digits = Array.from({ length: 26 }, () => randomInt(10)).join("");
  return typeof prefix === "string" ? prefix + digits : undefined;
}

function idTemplate(example = "", name: string | undefined): string {
  if (example.startsWith("arn:")) return "arn";
  const prefix = /^([a-z]+)-[0-9a-f]{8,17}$/i.exec(example)?.[1];
  if (prefix !== undefined) return `${prefix}-{hex17}`;
  if (/^[0-9a-z]{8}-[0-9a-z]{4}-/i.test(example)) return "{uuid}";
  return name === undefined ? "{hex20}" : "{name}";
}

/** The ARN's template; AWS writes `${Partition}`, `${Region}`, `${Account}`, and `${VpcId}` or the like for the rest. */
function arnTemplate(type: string): string {
  const own = ARNS[keyOf(type)];
  if (own !== undefined) return own;
  const [module = "", file = ""] = keyOf(type).split("/");
  const specified = specificationOf(type)?.arnTemplate ?? `arn:aws:${module}:{region}:{account}:${file}/{id}`;
  return specified.replace(/\$\{(\w+)\}/g, (_, variable: string) => {
    if (variable === "Partition") return "aws";
    if (variable === "Region" || variable === "Account") return `{${variable.toLowerCase()}}`;
    if (variable.endsWith("WithPath")) return "{pathAndName}";
    return variable.endsWith("WithoutLeadingSlash") ? "{bareName}" : "{id}";
  });
}
