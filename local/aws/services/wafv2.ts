import type { Service } from "./service";

export const wafv2: Service = {
  modules: ["wafv2"],
  types: {
    "wafv2/webAcl": {
      id: "{uuid}",
      arn: "arn:aws:wafv2:{region}:{account}:regional/webacl/{name}/{id}",
    },
    "wafv2/webAclAssociation": { id: "{webAclArn},{resourceArn}" },
  },
};
