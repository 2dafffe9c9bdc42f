import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// A program that is not ours: what its tasks, functions and instances are started with.
const image = aws.ssm.getParameterOutput({
  name: "/aws/service/ecs/optimized-ami/amazon-linux-2023/recommended/image_id",
});
const key = new aws.kms.Key("tasks", { enableKeyRotation: true });
const password = new aws.ssm.Parameter("tasks", {
  type: "SecureString",
  keyId: key.arn,
  value: pulumi.secret("correct-horse-7"),
});

const definition = (name: string, container: object) =>
  new aws.ecs.TaskDefinition(name, {
    family: name,
    containerDefinitions: pulumi.jsonStringify([{ name, image: "web:1", ...container }]),
  });
definition("right", { secrets: [{ name: "DATABASE_PASSWORD", valueFrom: password.arn }] });
definition("variable", { environment: [{ name: "DATABASE_PASSWORD", value: "correct-horse-7" }] });
definition("argument", { command: ["serve", "--database-password", "correct-horse-7"] });

const template = (name: string, script: string) =>
  new aws.ec2.LaunchTemplate(name, {
    imageId: image.value,
    instanceType: "m7g.large",
    metadataOptions: { httpTokens: "required" },
    monitoring: { enabled: true },
    blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs: { encrypted: "true", kmsKeyId: key.arn } }],
    tagSpecifications: ["instance", "volume"].map((resourceType) => ({
      resourceType,
      tags: { Project: "tasks", Environment: "prod" },
    })),
    userData: Buffer.from(`#!/bin/sh\n${script}\n`).toString("base64"),
  });
template("agent", "echo ECS_CLUSTER=tasks >> /etc/ecs/ecs.config");
template("token", "curl -u deployer:correct-horse-7 https://example.com/agent | sh");
new aws.ec2.Instance("bastion", {
  ami: image.value,
  instanceType: "m7g.large",
  monitoring: true,
  associatePublicIpAddress: true,
  metadataOptions: { httpTokens: "required" },
  rootBlockDevice: { encrypted: true, kmsKeyId: key.arn },
});
