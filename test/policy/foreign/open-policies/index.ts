import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// A program that is not ours: policies of resources, wherever a type has one, for everybody and for some.
const account = "123456789012";
const policy = (action: string, resource: pulumi.Input<string>, condition?: object) =>
  pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: "*",
        Action: action,
        Resource: resource,
        ...(condition && { Condition: condition }),
      },
    ],
  });
const ofAccount = { StringEquals: { "aws:PrincipalAccount": account } };

const key = new aws.kms.Key("policies", { enableKeyRotation: true });
for (const [name, condition] of [["for-all"], ["for-some", ofAccount]] as const) {
  new aws.opensearch.Domain(name, {
    encryptAtRest: { enabled: true, kmsKeyId: key.arn },
    nodeToNodeEncryption: { enabled: true },
    domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-2-2019-07" },
    accessPolicies: policy("es:*", "*", condition),
  });
  const repository = new aws.ecr.Repository(name, {});
  new aws.ecr.RepositoryPolicy(name, {
    repository: repository.name,
    policy: policy("ecr:BatchGetImage", "*", condition),
  });
  const stream = new aws.kinesis.Stream(name, { encryptionType: "KMS", kmsKeyId: key.arn, shardCount: 1 });
  new aws.kinesis.ResourcePolicy(name, {
    resourceArn: stream.arn,
    policy: policy("kinesis:GetRecords", stream.arn, condition),
  });
}
new aws.glue.ResourcePolicy("catalogue", {
  policy: policy("glue:GetTable", `arn:aws:glue:us-east-1:${account}:*`),
});

const role = new aws.iam.Role("function", {
  assumeRolePolicy: JSON.stringify({
    Statement: [
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "lambda.amazonaws.com" } },
    ],
  }),
});
const handler = new aws.lambda.Function("function", {
  role: role.arn,
  runtime: aws.lambda.Runtime.NodeJS22dX,
  handler: "index.handler",
  code: new pulumi.asset.AssetArchive({
    "index.js": new pulumi.asset.StringAsset("exports.handler = async () => {}"),
  }),
});
new aws.lambda.Permission("open", {
  function: handler.name,
  action: "lambda:InvokeFunction",
  principal: "*",
});
new aws.lambda.Permission("any-bucket", {
  function: handler.name,
  action: "lambda:InvokeFunction",
  principal: "s3.amazonaws.com",
});
const topic = new aws.sns.Topic("calls", { kmsMasterKeyId: key.id });
new aws.lambda.Permission("one-topic", {
  function: handler.name,
  action: "lambda:InvokeFunction",
  principal: "sns.amazonaws.com",
  sourceArn: topic.arn,
});
new aws.lambda.FunctionUrl("open", { functionName: handler.name, authorizationType: "NONE" });
new aws.lambda.FunctionUrl("signed", {
  functionName: handler.name,
  authorizationType: "AWS_IAM",
  qualifier: "live",
});
