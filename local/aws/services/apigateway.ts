import type { Service } from "./service";

export const apigateway: Service = {
  modules: ["apigateway", "apigatewayv2"],
  types: {
    "apigateway/restApi": {
      id: "{hex10}",
      outputs: {
        executionArn: "arn:aws:execute-api:{region}:{account}:{id}",
        rootResourceId: "{dig10}",
      },
    },
    "apigateway/stage": {
      id: "ags-{restApi}-{stageName}",
      outputs: {
        executionArn: "arn:aws:execute-api:{region}:{account}:{restApi}/{stageName}",
        invokeUrl: "https://{restApi}.execute-api.{region}.amazonaws.com/{stageName}",
      },
    },
    "apigatewayv2/api": {
      id: "{hex10}",
      outputs: {
        apiEndpoint: "https://{id}.execute-api.{region}.amazonaws.com",
        executionArn: "arn:aws:execute-api:{region}:{account}:{id}",
      },
    },
    "apigatewayv2/stage": {
      id: "{apiId}/{name}",
      outputs: {
        executionArn: "arn:aws:execute-api:{region}:{account}:{apiId}/{name}",
        invokeUrl: "https://{apiId}.execute-api.{region}.amazonaws.com/{name}",
      },
    },
  },
};
