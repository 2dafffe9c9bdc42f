import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { join } from "node:path";
import { componentTypes } from "../infra/component-types";
import { encryptionKey } from "../infra/encryption";
import { backupOptIn } from "./backup-opt-in";
import { Delivery } from "./delivery";
import { requestQuotas, stacksOf } from "./quotas";
import { StateBucket } from "./state-bucket";
import { problemWithRegion } from "./state-region";

const config = new pulumi.Config("account");
const region = new pulumi.Config("aws").require("region");
const tags = { Project: pulumi.getProject(), Stack: pulumi.getStack(), Environment: "account" };

const stacks = stacksOf(join(__dirname, ".."));
const problem = problemWithRegion(region, stacks);
// A state that is there already is not moved by a refusal.
if (problem !== undefined) void pulumi.log.warn(problem);
const regions = [...new Set([region, ...stacks.flatMap(({ regions }) => regions)])];
const providers = new Map(
  regions.map((name) => [
    name,
    new aws.Provider(name, { region: name as aws.Region, defaultTags: { tags } }),
  ]),
);
const account = new pulumi.ComponentResource(
  componentTypes.Account,
  "account",
  {},
  {
    providers: [...providers.values()].slice(0, 1),
  },
);

const state = new StateBucket("state", {}, { parent: account });
// Encrypts what is secret in a stack's configuration and state. Without it those stacks cannot be read: it stays.
const secrets = encryptionKey("secrets", { description: "Secrets of Pulumi stacks", retain: true }, account);
const delivery = new Delivery(
  "delivery",
  {
    repository: config.require("repository"),
    branch: config.get("branch") ?? "main",
    environments: config.requireObject<string[]>("environments"),
    stateBucketArn: state.arn,
    keyArns: [state.keyArn, secrets.arn],
  },
  { parent: account },
);
for (const service of config.requireObject<string[]>("serviceLinkedRoles")) {
  new aws.iam.ServiceLinkedRole(
    service,
    { awsServiceName: service },
    { parent: account, retainOnDelete: true },
  );
}
for (const [name, provider] of providers) {
  backupOptIn(name, { parent: account, provider });
  requestQuotas(name, stacks, { parent: account, provider });
}

/** Where the platform's stacks keep their state: `pulumi login`, and the variable PULUMI_BACKEND_URL of the repository. */
export const backendUrl = pulumi.interpolate`s3://${state.bucketName}?region=${region}`;
/** For `pulumi stack init --secrets-provider`. */
export const secretsProvider = pulumi.interpolate`awskms:///${secrets.arn}?region=${region}`;
/** The repository's variable AWS_PREVIEW_ROLE. */
export const previewRole = delivery.previewRoleArn;
/** The repository's variable AWS_DEPLOY_ROLE. */
export const deployRole = delivery.deployRoleArn;
/** For `platform:permissionsBoundary` in the stacks' files: roles without it the role that deploys may not make. */
export const permissionsBoundary = delivery.permissionsBoundary;
