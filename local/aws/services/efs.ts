import type { Service } from "./service";

export const efs: Service = {
  modules: ["efs"],
  types: {
    "efs/fileSystem": {
      outputs: {
        dnsName: "{id}.efs.{region}.amazonaws.com",
        protection: { replicationOverwrite: "ENABLED" },
      },
    },
    "efs/mountTarget": {
      outputs: {
        dnsName: "{fileSystemId}.efs.{region}.amazonaws.com",
        fileSystemArn: "arn:aws:elasticfilesystem:{region}:{account}:file-system/{fileSystemId}",
      },
    },
  },
};
