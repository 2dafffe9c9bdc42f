import type { Sabotage } from "../../examples/sabotage";

const template = { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "web" };

export const tagSabotages: readonly Sabotage[] = [
  { policy: "instance-tags", ...template, set: { tagSpecifications: [] } },
  {
    policy: "required-tags",
    type: "aws:s3/bucket:Bucket",
    name: "web-files-static",
    set: {
      "tagsAll.Team": null,
      "tagsAll.Environment": null,
      "tagsAll.Project": null,
      "tagsAll.Stack": null,
    },
  },
];
