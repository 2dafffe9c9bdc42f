import type { Service } from "./service";

export const eks: Service = {
  modules: ["eks"],
  types: { "eks/cluster": { outputs: { certificateAuthority: { data: "LS0tLS1CRUdJTg==" } } } },
};
