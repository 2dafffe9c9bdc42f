import { block, text, type Properties } from "../cloud/properties";
import { stateOf } from "../cloud/store";
import { type Operation, refused } from "./call";

const groupType = "aws:autoscaling/group:Group";

export const autoscaling: Readonly<Record<string, Operation>> = {
  "autoscaling describe-auto-scaling-groups": ({ store, region, values }) => ({
    AutoScalingGroups: values("auto-scaling-group-names").flatMap((name) => {
      const group = store.get(region, groupType, name);
      return group === undefined ? [] : [describedGroup(stateOf(group))];
    }),
  }),
  // Instances are not simulated here, so a refresh is over as soon as it begins.
  "autoscaling describe-instance-refreshes": ({ store, region, option }) => {
    const name = option("auto-scaling-group-name");
    const group = store.get(region, groupType, name);
    if (group === undefined)
      throw refused(
        "ValidationError",
        "DescribeInstanceRefreshes",
        `AutoScalingGroup name not found - ${name}`,
      );
    const version = text(block(group.inputs.launchTemplate).version);
    return { InstanceRefreshes: Number(version) > 1 ? [refreshTo(name, version)] : [] };
  },
};

function describedGroup({ name, minSize, maxSize, desiredCapacity }: Properties): Properties {
  return {
    AutoScalingGroupName: text(name),
    MinSize: Number(minSize),
    MaxSize: Number(maxSize),
    DesiredCapacity: Number(desiredCapacity),
  };
}

function refreshTo(group: string, version: string): Properties {
  return {
    InstanceRefreshId: `refresh-to-version-${version}`,
    AutoScalingGroupName: group,
    Status: "Successful",
    PercentageComplete: 100,
    InstancesToUpdate: 0,
  };
}
