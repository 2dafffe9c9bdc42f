import { text } from "../../cloud/properties";
import { imageId } from "./ec2/network";
import type { Service } from "./service";

/** The folders of Parameter Store in which AWS and others publish the ids of images. */
const IMAGES = /^\/aws\/service\/(ami-|bottlerocket|canonical|debian|ecs|eks|freebsd|marketplace|suse)/;

export const ssm: Service = {
  modules: ["ssm"],
  types: { "ssm/parameter": { unread: ["value", "insecureValue"] } },
  functions: {
    "ssm/getParameter": ({ region, args }) => {
      const name = text(args.name);
      if (!IMAGES.test(name)) return undefined;
      const value = imageId(region, name);
      const arn = `arn:aws:ssm:${region}::parameter${name}`;
      return { id: name, arn, type: "String", value, insecureValue: value, version: 1 };
    },
  },
};
