import * as aws from "@pulumi/aws";
import { accessLogBucket } from "../../infra/access-logs";
import { Compute, type ComputeArgs } from "../../infra/compute";
import { planCapacity } from "../../capacity";
import { briefSizing, million } from "../capacity/declared";
import { LoadBalancer } from "../../infra/load-balancer";
import { record } from "./record";

/** How a group of 2 to 8 instances of the brief's workload scales. */
export const { scaling } = planCapacity(million, { ...briefSizing, minSize: 2, maxSize: 8 });

/** A group behind a load balancer, as the platform makes it. */
export const compute = (args: Partial<ComputeArgs> = {}) =>
  record((region) => {
    const loadBalancer = new LoadBalancer("lb", {
      vpcId: "vpc-1",
      publicSubnetIds: ["subnet-1", "subnet-2"],
      type: "application",
      stickySessions: false,
      deletionProtection: false,
      accessLogs: accessLogBucket("logs", { retentionDays: 30, forceDestroy: true }, region),
      targetPort: 8080,
      healthCheckPath: "/healthz",
    });
    const web: ComputeArgs = {
      vpcId: "vpc-1",
      subnetIds: ["subnet-3", "subnet-4"],
      loadBalancer,
      port: 8080,
      instanceType: "t3.medium",
      architecture: "x86_64",
      cpuCredits: "unlimited",
      minSize: 2,
      maxSize: 8,
      alarmNames: "web-prod",
      actions: [],
      now: new Date("2026-11-25T00:00Z"),
      scaling: { metric: "cpu", plan: scaling },
      volumeKeyArn: "arn:key",
      backends: [{ name: "database", securityGroupId: "sg-database", port: 5432 }],
      statements: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::files/*" }],
      userData: "#cloud-config\n{}\n",
      tags: { Team: "web" },
      neededAtBoot: [new aws.ssm.Parameter("endpoint", { type: "String", value: "db" }, { parent: region })],
      ...args,
    };
    new Compute("web", web, { parent: region });
  });
