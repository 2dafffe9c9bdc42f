import { type Declared, type Example, notYetKnown } from "../../examples/example";
import { propertyExample } from "../../examples/property";

const tags = { Project: "web", Environment: "prod" };
const tagSpecifications = (...types: readonly unknown[]): Declared[] => [
  {
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    name: "template",
    props: { tagSpecifications: types.map((resourceType) => ({ resourceType, tags })) },
  },
];

export const tagExamples: Readonly<Record<string, Example>> = {
  "required-tags": propertyExample("aws:sns/topic:Topic", "tagsAll", { good: tags, bad: { Project: "web" } }),
  "instance-tags": {
    good: tagSpecifications("instance", "volume"),
    bad: tagSpecifications("instance"),
    undecided: tagSpecifications("instance", notYetKnown),
  },
};
