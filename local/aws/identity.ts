import { createHash, randomBytes, randomUUID } from "node:crypto";
import { text, type Properties } from "../cloud/properties";
import { ACCOUNT, GLOBAL } from "../cloud/store";
import { keyOf, nameProperty, schemaOf } from "./schema";
import { specificationOf } from "./specification";

export interface Identity {
  id: string;
  arn: string;
  name: string | undefined;
}

/** Ids whose shape the documentation's import example does not tell; `{x}` is an input or a random part. */
const IDS: Record<string, string> = {
  "appautoscaling/policy": "{serviceNamespace}/{resourceId}/{scalableDimension}/{name}",
  "appautoscaling/target": "{serviceNamespace}/{resourceId}/{scalableDimension}",
  "autoscaling/lifecycleHook": "{autoscalingGroupName}/{name}",
  "autoscaling/policy": "{autoscalingGroupName}/{name}",
  "autoscaling/schedule": "{autoscalingGroupName}/{scheduledActionName}",
  "backup/plan": "{uuid}",
  "backup/selection": "{uuid}",
  "backup/vaultLockConfiguration": "{backupVaultName}",
  "cloudwatch/eventTarget": "{rule}-{hex10}",
  "cloudwatch/logMetricFilter": "{logGroupName}:{name}",
  "ec2/defaultNetworkAcl": "{defaultNetworkAclId}",
  "ec2/defaultRouteTable": "{defaultRouteTableId}",
  "ec2/defaultSecurityGroup": "{defaultSecurityGroupId}",
  "ec2/eipAssociation": "eipassoc-{hex17}",
  "ec2/route": "r-{routeTableId}{hex10}",
  "ec2/routeTableAssociation": "rtbassoc-{hex17}",
  "iam/rolePolicy": "{role}:{name}",
  "iam/rolePolicyAttachment": "{role}/{policyArn}",
  "lb/listenerCertificate": "{listenerArn}_{certificateArn}",
  "lb/targetGroupAttachment": "{targetGroupArn}-{hex10}",
  "route53/record": "{zoneId}_{name}_{type}_{setIdentifier}",
  "secretsmanager/secretVersion": "{secretId}|{uuid}",
  "sns/topicPolicy": "{arn}",
  "sqs/queue": "https://sqs.{region}.amazonaws.com/{account}/{name}",
  "wafv2/webAcl": "{uuid}",
  "wafv2/webAclAssociation": "{webAclArn},{resourceArn}",
};

/** ARNs that AWS's specification has no template for, or one of another resource. */
const ARNS: Record<string, string> = {
  "autoscaling/group":
    "arn:aws:autoscaling:{region}:{account}:autoScalingGroup:{uuid}:autoScalingGroupName/{name}",
  "autoscaling/policy":
    "arn:aws:autoscaling:{region}:{account}:scalingPolicy:{uuid}:autoScalingGroupName/{autoscalingGroupName}:policyName/{name}",
  "autoscaling/schedule":
    "arn:aws:autoscaling:{region}:{account}:scheduledUpdateGroupAction:{uuid}:autoScalingGroupName/{autoscalingGroupName}:scheduledActionName/{scheduledActionName}",
  "kms/alias": "arn:aws:kms:{region}:{account}:{name}",
  "lb/listener": "{loadBalancerArn:listener}/{hex16}",
  "lb/listenerRule": "{listenerArn:listener-rule}/{hex16}",
  "lb/loadBalancer": "arn:aws:elasticloadbalancing:{region}:{account}:loadbalancer/{kind}/{name}/{hex16}",
  "lb/targetGroup": "arn:aws:elasticloadbalancing:{region}:{account}:targetgroup/{name}/{hex16}",
  "secretsmanager/secret": "arn:aws:secretsmanager:{region}:{account}:secret:{name}-{hex6}",
  "sns/topicSubscription": "{topic}:{uuid}",
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
  const key = keyOf(type);
  const name = nameOf(type, inputs);
  const values: Properties = {
    kind: inputs.loadBalancerType === "network" ? "net" : "app",
    defaultSecurityGroupId: partOf(text(inputs.vpcId), "sg"),
    ...inputs,
    ...(name === undefined ? {} : { name }),
    region,
    account: ACCOUNT,
  };
  const shape = IDS[key] ?? shapeOf(schemaOf(type).idExample, name);
  if (shape === "{arn}" && key !== "sns/topicPolicy") {
    const arn = fill(arnTemplate(type), { ...values, id: name ?? randomUUID() });
    return { id: arn, arn, name };
  }
  const id = fill(shape, values).replace(/_$/, "");
  return { id, arn: fill(arnTemplate(type), { ...values, id }), name };
}

/** The id of something that AWS makes along with a resource, such as a VPC's default security group. */
export function partOf(owner: string, prefix: string): string {
  return `${prefix}-${createHash("sha256")
    .update(prefix + owner)
    .digest("hex")
    .slice(0, 17)}`;
}

function nameOf(type: string, inputs: Properties): string | undefined {
  const property = nameProperty(type) ?? "name";
  const name = inputs[property];
  if (typeof name === "string") return name;
  const prefix = inputs[`${property}Prefix`];
  // Terraform's unique ids, which follow a prefix, are 26 digits.
  return typeof prefix === "string"
    ? prefix +
        BigInt(`0x${randomHex(21)}`)
          .toString()
          .padStart(26, "0")
          .slice(-26)
    : undefined;
}

function shapeOf(example: string | undefined, name: string | undefined): string {
  if (example?.startsWith("arn:")) return "{arn}";
  const prefix = /^([a-z]+)-[0-9a-f]{8,17}$/i.exec(example ?? "")?.[1];
  if (prefix !== undefined) return `${prefix}-{hex17}`;
  if (/^[0-9a-z]{8}-[0-9a-z]{4}-/i.test(example ?? "")) return "{uuid}";
  if (/^[A-Z0-9]{12,}$/.test(example ?? "")) return `${example?.charAt(0) ?? ""}{HEX20}`;
  return name === undefined ? "{hex20}" : "{name}";
}

function arnTemplate(type: string): string {
  const key = keyOf(type);
  const [module = "", file = ""] = key.split("/");
  return (
    ARNS[key] ?? specificationOf(type)?.arnTemplate ?? `arn:aws:${module}:{region}:{account}:${file}/{id}`
  );
}

/** Fills in `{input}`, `{hex17}`, `{HEX20}`, `{uuid}`, and the variables of AWS's ARN templates, such as `${VpcId}`. */
function fill(template: string, values: Properties): string {
  const value = (name: string): string => text(values[name]);
  return template
    .replace(/\$\{(\w+)\}/g, (_, variable: string) => {
      if (variable === "Partition") return "aws";
      if (variable === "Region" || variable === "Account") return value(variable.toLowerCase());
      if (variable.endsWith("WithPath")) return `${(value("path") || "/").slice(1)}${value("name")}`;
      return variable.endsWith("WithoutLeadingSlash") ? value("id").replace(/^\//, "") : value("id");
    })
    .replace(/\{(\w+?)(?::([\w-]+))?\}/g, (_, name: string, resource?: string) => {
      const digits = /^hex(\d+)$/i.exec(name)?.[1];
      if (digits !== undefined)
        return name.startsWith("h") ? randomHex(Number(digits)) : randomHex(Number(digits)).toUpperCase();
      if (name === "uuid") return randomUUID();
      // A listener's ARN is that of its load balancer but for the word, a rule's likewise.
      return resource === undefined
        ? value(name)
        : value(name).replace(/:(loadbalancer|listener)\//, `:${resource}/`);
    });
}

function randomHex(length: number): string {
  return randomBytes(Math.ceil(length / 2))
    .toString("hex")
    .slice(0, length);
}
