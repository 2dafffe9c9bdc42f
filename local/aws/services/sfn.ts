import type { Service } from "./service";

export const sfn: Service = { modules: ["sfn"], cloudFormation: ["StepFunctions"] };
