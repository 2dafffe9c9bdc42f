import type { Service } from "./service";

export const cognito: Service = {
  modules: ["cognito"],
  types: {
    "cognito/userPool": { outputs: { endpoint: "cognito-idp.{region}.amazonaws.com/{id}" } },
  },
};
