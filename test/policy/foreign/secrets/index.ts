import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// A program that is not ours: what it keeps secret, nobody prints and no remediation damages.
const provider = new aws.Provider("untagged", { region: "us-east-1" });
const opts = { provider };

const owner = "the-owner-is-secret";
const token = "the-token-is-secret";

// Wrong: no tag Project or Environment, no session asked for, and a key that is none.
new aws.ec2.LaunchTemplate(
  "secretive",
  {
    imageId: "ami-0123456789abcdef0",
    instanceType: "m7g.large",
    metadataOptions: pulumi.secret({ httpEndpoint: "enabled", httpPutResponseHopLimit: 1 }),
    tags: pulumi.secret({ Owner: owner }),
  },
  opts,
);
new aws.sqs.Queue(
  "secretive",
  { kmsMasterKeyId: pulumi.secret(`alias/aws/${owner}`), tags: pulumi.secret({ Owner: owner }) },
  opts,
);
new aws.lambda.Permission(
  "secretive",
  {
    function: "calls",
    action: "lambda:InvokeFunction",
    principal: "*",
    sourceAccount: pulumi.secret("*"),
    eventSourceToken: pulumi.secret(""),
  },
  opts,
);
new aws.ssm.Parameter("secretive", { type: "SecureString", value: pulumi.secret(token) }, opts);
