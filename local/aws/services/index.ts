import type { Properties } from "../../cloud/properties";
import { keyOf } from "../schema";
import { account } from "./account";
import { acm } from "./acm";
import { apigateway } from "./apigateway";
import { appautoscaling } from "./appautoscaling";
import { autoscaling } from "./autoscaling";
import { backup } from "./backup";
import { budgets } from "./budgets";
import { cloudfront } from "./cloudfront";
import { cloudwatch } from "./cloudwatch";
import { cognito } from "./cognito";
import { dynamodb } from "./dynamodb";
import { ec2 } from "./ec2";
import { ecr } from "./ecr";
import { ecs } from "./ecs";
import { efs } from "./efs";
import { eks } from "./eks";
import { elasticache } from "./elasticache";
import { globalaccelerator } from "./globalaccelerator";
import { iam } from "./iam";
import { kinesis } from "./kinesis";
import { kms } from "./kms";
import { lambda } from "./lambda";
import { lb } from "./lb";
import { opensearch } from "./opensearch";
import { rds } from "./rds";
import { route53 } from "./route53";
import { s3 } from "./s3";
import { secretsmanager } from "./secretsmanager";
import { sfn } from "./sfn";
import { sns } from "./sns";
import { sqs } from "./sqs";
import { ssm } from "./ssm";
import { wafv2 } from "./wafv2";
import { xray } from "./xray";
import type { Lookup, Service, TypeRecord } from "./service";

/** Every service of which the local AWS knows more than its schema says. A new one is a line here. */
export const services: Service[] = [
  account,
  acm,
  apigateway,
  appautoscaling,
  autoscaling,
  backup,
  budgets,
  cloudfront,
  cloudwatch,
  cognito,
  dynamodb,
  ec2,
  ecr,
  ecs,
  efs,
  eks,
  elasticache,
  globalaccelerator,
  iam,
  kinesis,
  kms,
  lambda,
  lb,
  opensearch,
  rds,
  route53,
  s3,
  secretsmanager,
  sfn,
  sns,
  sqs,
  ssm,
  wafv2,
  xray,
];

const nothing: TypeRecord = {};
const records = new Map(services.flatMap(({ types = {} }) => Object.entries(types)));
const missing = new Map(services.flatMap((service) => Object.entries(service.missing ?? {})));
const functions = new Map(services.flatMap((service) => Object.entries(service.functions ?? {})));

/** What is known of a type such as `aws:ec2/vpc:Vpc`. */
export function recordOf(type: string): TypeRecord {
  return records.get(keyOf(type)) ?? nothing;
}

/** The service of a type or a function; undefined if the local AWS knows nothing of it. */
export function serviceOf(token: string): Service | undefined {
  const module = token.split(":")[1]?.split("/")[0] ?? "";
  return services.find(({ modules }) => modules.includes(module));
}

/** What AWS answers by itself to a function such as `ssm/getParameter`; undefined if there is no such function. */
export function answerTo(name: string): ((lookup: Lookup) => Properties | undefined) | undefined {
  return functions.get(name);
}

/** AWS's error for an id or ARN that names nothing, by the first of these words that one of the services has. */
export function missingError(...words: string[]): string | undefined {
  return words.map((word) => missing.get(word)).find((message) => message !== undefined);
}
