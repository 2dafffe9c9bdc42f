import { isProperties, text, type Json, type Properties } from "../../../cloud/properties";
import { autoScaling, instance } from "../callers";
import type { Deployed, DeployedStack } from "../stack";
import { called, type Finder, steps } from "./delivery";
import { roleNamed, taking } from "./secured";

/**
 * Groups of instances to the keys of their volumes. Without them instances end at launch, with `Client.InternalError`.
 */
export const volumes: Finder = (stack) =>
  stack.ofType("aws:autoscaling/group:Group").flatMap((group) =>
    volumeKeys(templateOf(stack, group)).map((key) => ({
      from: called(group),
      to: "the key of its volumes",
      steps: () => {
        const use = [
          "kms:GenerateDataKeyWithoutPlaintext",
          "kms:Decrypt",
          "kms:ReEncryptFrom",
          "kms:DescribeKey",
        ];
        const caller = autoScaling(group.account, group.region);
        return steps(caller, [...use, "kms:CreateGrant"], stack.key(key, group));
      },
    })),
  );

/** Groups of instances to the role of their profile. */
export const profiles: Finder = (stack) =>
  stack.ofType("aws:autoscaling/group:Group").flatMap((group) => {
    const profile = objects(templateOf(stack, group)?.properties.iamInstanceProfile)[0];
    if (profile === undefined) return [];
    return [
      {
        from: called(group),
        to: "the role of its instances",
        steps: () => {
          const name = text(profile.arn) || text(profile.name);
          const { properties } = stack.find("aws:iam/instanceProfile:InstanceProfile", name);
          return [taking(instance, roleNamed(stack, text(properties.role)))];
        },
      },
    ];
  });

function templateOf(stack: DeployedStack, group: Deployed): Deployed | undefined {
  const [named] = objects(group.properties.launchTemplate);
  return stack
    .ofType("aws:ec2/launchTemplate:LaunchTemplate")
    .find(({ id, properties }) => [id, properties.name].includes(text(named?.id) || text(named?.name)));
}

function volumeKeys(template: Deployed | undefined): string[] {
  const volumes = objects(template?.properties.blockDeviceMappings).flatMap(({ ebs }) => objects(ebs));
  return [...new Set(volumes.map(({ kmsKeyId }) => text(kmsKeyId)).filter(Boolean))];
}

/** The objects in a value that is one or a list. */
function objects(value: Json | undefined): Properties[] {
  return [value ?? null].flat().filter(isProperties);
}
