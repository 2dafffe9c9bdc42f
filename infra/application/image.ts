import type * as aws from "@pulumi/aws";
import { arnOf } from "../arn";

/** What an instance's role needs to pull an image: nothing, unless it is in a private registry of ECR. */
export function imageStatements(image: string): aws.iam.PolicyStatement[] {
  const [, account, region, repository] =
    /^(\d{12})\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com\/(.+)@/.exec(image) ?? [];
  if (account === undefined || region === undefined || repository === undefined) return [];
  return [
    // "GetAuthorizationToken [...] supports * only": Service Authorization Reference, Amazon ECR (2026-11-28).
    { Effect: "Allow", Action: "ecr:GetAuthorizationToken", Resource: "*" },
    {
      Effect: "Allow",
      Action: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      Resource: arnOf("ecr", `repository/${repository}`, { region, accountId: account }),
    },
  ];
}
