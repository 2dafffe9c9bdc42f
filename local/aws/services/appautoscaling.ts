import type { Service } from "./service";

export const appautoscaling: Service = {
  modules: ["appautoscaling"],
  cloudFormation: ["ApplicationAutoScaling"],
  types: {
    "appautoscaling/policy": { id: "{serviceNamespace}/{resourceId}/{scalableDimension}/{name}" },
    "appautoscaling/target": { id: "{serviceNamespace}/{resourceId}/{scalableDimension}" },
  },
};
