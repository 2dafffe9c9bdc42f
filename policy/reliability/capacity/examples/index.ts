import type { Example } from "../../../examples/example";
import { dataExamples } from "./data";
import { fleetExamples } from "./fleet";
import { scalingExamples } from "./scaling";

export const capacityExamples: Readonly<Record<string, Example>> = {
  ...fleetExamples,
  ...scalingExamples,
  ...dataExamples,
};
