import { show } from "../../model/show";
import { rule } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { elements, every, judge, read, some, unknown, type Value, type Verdict } from "../../model/value";

interface TagsConfig {
  readonly tags: readonly string[];
}

const settings = {
  tags: { default: ["Project", "Environment"], description: "Tags that everything has to carry" },
} as const;

export const requiredTags = rule<TagsConfig>({
  name: "required-tags",
  description: "What can be tagged carries the tags that say whose it is",
  cannotKnow:
    "Whether the values of the tags are true; what AWS makes by itself beside the resources of the stack",
  severity: "low",
  requirement: "security",
  sources: ["CFG REQUIRED_TAGS"],
  settings,
  saidOnce: true,
  *check(stack, { tags }) {
    for (const resource of stack.resources) {
      // AWS's provider answers tagsAll, which has the default tags in it, for each type that takes tags.
      const all: readonly Value[] = [resource.get("tagsAll"), resource.get("tags")];
      if (!resource.type.startsWith("aws:") || !isTagged(resource, all)) continue;
      const missing = tags.filter((tag) => isThere(all, tag) === false);
      yield {
        resource,
        verdict: every(tags.map((tag) => isThere(all, tag))),
        found: `no tag ${missing.join(", ")}`,
        required: `the tags ${tags.join(", ")}`,
        fix: "set them once for everything in defaultTags of the aws.Provider (aws:defaultTags in the stack's configuration)",
      };
    }
  },
});

/** A group's tags are a list with a property of their own. */
function isTagged({ type }: Resource, [all, own]: readonly Value[]): boolean {
  return type !== "aws:autoscaling/group:Group" && (all !== undefined || own !== undefined);
}

function isThere(maps: readonly Value[], tag: string): Verdict {
  return some(maps.map((map) => judge(read(map, tag), (value) => typeof value === "string")));
}

export const instanceTags = rule<TagsConfig>({
  name: "instance-tags",
  description: "Instances and volumes of a launch template carry the tags that say whose they are",
  cannotKnow: "Whether the values of the tags are true",
  severity: "low",
  requirement: "security",
  sources: ["CFG REQUIRED_TAGS", "CKV_AWS_153"],
  settings,
  *check(stack, { tags }) {
    for (const template of stack.ofType("aws:ec2/launchTemplate:LaunchTemplate")) {
      const specifications = elements(template.given("tagSpecifications"));
      const tagged = (kind: string): Verdict =>
        specifications === unknown
          ? unknown
          : some(
              specifications.map((it) =>
                every([
                  judge(read(it, "resourceType"), (type) => type === kind),
                  ...tags.map((tag) => isThere([read(it, "tags")], tag)),
                ]),
              ),
            );
      yield {
        resource: template,
        verdict: every([tagged("instance"), tagged("volume")]),
        found: `tagSpecifications ${show(template.given("tagSpecifications"))}`,
        required: `the tags ${tags.join(", ")} on resourceType instance and volume`,
        fix: "add both to tagSpecifications: the provider's default tags do not reach what Auto Scaling makes",
      };
    }
  },
});
