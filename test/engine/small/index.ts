import * as aws from "@pulumi/aws";

// The least that can be interrupted: two types, one on the other.
const key = new aws.kms.Key("small", { description: "Encrypts the topics" });
for (let number = 1; number <= 6; number += 1) {
  new aws.sns.Topic(`topic-${number}`, { kmsMasterKeyId: key.id });
}
