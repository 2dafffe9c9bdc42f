import * as aws from "@pulumi/aws";

// A program that is not ours: rights that are wider than they look, beside some that are not.
const assumedBy = (statement: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
const service = assumedBy({ Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } });
const allows = (Action: string | string[], Resource: string) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] });

const role = new aws.iam.Role("worker", { assumeRolePolicy: service });
for (const [name, policy] of Object.entries({
  "any-action": allows("s3:?*", "*"),
  "any-bucket": allows("s3:*", "arn:aws:s3:::?*"),
  "any-service": allows("??:*", "arn:aws:s3:::files/*"),
  "one-bucket": allows(["s3:Get*", "s3:List*"], "arn:aws:s3:::files/*"),
  describing: allows("ec2:Describe*", "*"),
})) {
  new aws.iam.RolePolicy(name, { role: role.id, policy });
}
new aws.iam.Role("inline", {
  assumeRolePolicy: service,
  inlinePolicies: [{ name: "all", policy: allows("dynamodb:*", "*") }],
});

const github = "token.actions.githubusercontent.com";
const tokensOf = (condition?: object) =>
  assumedBy({
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${github}` },
    ...(condition && { Condition: condition }),
  });
const subject = (operator: string, value: string) =>
  tokensOf({
    [operator]: { [`${github}:sub`]: value },
    StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" },
  });
for (const [name, assumeRolePolicy] of Object.entries({
  "no-subject": tokensOf({ StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" } }),
  "any-repository": subject("StringLike", "repo:*"),
  "any-of-prefix": subject("StringLike", "repo:acme*"),
  "one-repository": subject("StringLike", "repo:acme/shop:*"),
})) {
  new aws.iam.Role(name, { assumeRolePolicy });
}

const user = new aws.iam.Role("operator", { assumeRolePolicy: service });
new aws.eks.AccessPolicyAssociation("operator", {
  clusterName: "shop",
  principalArn: user.arn,
  policyArn: "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy",
  accessScope: { type: "cluster" },
});
