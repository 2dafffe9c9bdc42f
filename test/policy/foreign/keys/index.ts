import * as aws from "@pulumi/aws";

// A program that is not ours: keys by every name that they have.
const own = new aws.kms.Key("own", { enableKeyRotation: true });
const alias = new aws.kms.Alias("own", { name: "alias/own", targetKeyId: own.id });
const managed = aws.kms.getKeyOutput({ keyId: "alias/aws/sqs" });
const ofAlias = aws.kms.getAliasOutput({ name: "alias/aws/sqs" });

// Right.
new aws.sqs.Queue("by-id", { kmsMasterKeyId: own.id });
new aws.sqs.Queue("by-arn", { kmsMasterKeyId: own.arn });
new aws.sqs.Queue("by-alias", { kmsMasterKeyId: alias.name });
new aws.sqs.Queue("by-text", { kmsMasterKeyId: "alias/own" });
// Wrong: AWS's own.
new aws.sqs.Queue("aws-by-alias", { kmsMasterKeyId: "alias/aws/sqs" });
new aws.sqs.Queue("aws-by-alias-arn", { kmsMasterKeyId: ofAlias.arn });
// Not to be decided: an ARN does not say whose key it is.
new aws.sqs.Queue("aws-by-arn", { kmsMasterKeyId: managed.arn });
