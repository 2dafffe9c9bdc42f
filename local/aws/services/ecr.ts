import type { Service } from "./service";

export const ecr: Service = {
  modules: ["ecr"],
  types: {
    "ecr/repository": {
      outputs: {
        registryId: "{account}",
        repositoryUrl: "{account}.dkr.ecr.{region}.amazonaws.com/{name}",
      },
    },
  },
};
