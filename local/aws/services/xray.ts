import type { Service } from "./service";

export const xray: Service = {
  modules: ["xray"],
  types: { "xray/group": { arn: "arn:aws:xray:{region}:{account}:group/{groupName}/{hex20}" } },
};
