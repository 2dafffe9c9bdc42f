import * as pulumi from "@pulumi/pulumi";

type Tags = Record<string, pulumi.Input<string>>;
export type TagsInput = pulumi.Input<Tags | undefined>;

/** Later tags win. A value that is not known yet leaves the others known. */
export function joinTags(...parts: TagsInput[]): pulumi.Input<Tags> {
  if (parts.some((part) => pulumi.Output.isInstance(part))) {
    return pulumi.all(parts).apply((known) => merge(known));
  }
  return merge(parts as (Tags | undefined)[]);
}

function merge(parts: (Tags | undefined)[]): Tags {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part ?? {})));
}
