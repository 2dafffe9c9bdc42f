import type { Service } from "./service";

export const kinesis: Service = {
  modules: ["kinesis"],
  types: { "kinesis/stream": { outputs: { streamModeDetails: { streamMode: "PROVISIONED" } } } },
};
