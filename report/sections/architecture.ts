import type { ReportData } from "../data";
import { number } from "../format";
import { html, type Html } from "../html";
import { section } from "./section";

/** A part of the platform with its size. */
interface Box {
  readonly title: string;
  readonly size: string;
  readonly note?: string;
}

interface Layer {
  readonly title: string;
  readonly boxes: readonly Box[];
  /** No request goes through it. */
  readonly isBeside?: true;
}

/** The platform from the user inwards, with the sizes that the preview gives it. */
export function architecture(data: ReportData): Html {
  const inside = layersOf(data).filter(({ boxes }) => boxes.length > 0);
  return section(
    "architecture",
    "Architecture",
    `What the preview makes: ${number(data.resources.length)} resources, each part with its size.`,
    html`<ol class="layers">
      ${inside.map(
        ({ title, boxes }) =>
          html`<li>
            <h3>${title}</h3>
            <ul class="boxes">
              ${boxes.map(boxOf)}
            </ul>
          </li>`,
      )}
    </ol>`,
  );
}

function boxOf({ title, size, note }: Box): Html {
  return html`<li class="box">
    <strong>${title}</strong
    ><span class="size">${size}</span>${note !== undefined && html`<small>${note}</small>`}
  </li>`;
}

/** @returns the parts of each layer that the preview has */
export function layersOf(data: ReportData): Layer[] {
  const { plan, environment, fleet, sizing } = data;
  const count = (type: string) => data.resources.filter((it) => it.type === type).length;
  const some = (type: string, box: (amount: number) => Box) => {
    const amount = count(type);
    return amount > 0 ? [box(amount)] : [];
  };
  const { peakConcurrent } = plan.users;
  return [
    {
      title: "Edge",
      boxes: [
        {
          title: "Users",
          size: `${number(peakConcurrent)} at once`,
          note: `${number(plan.traffic.peakRps)} requests/s`,
        },
        ...some("aws:route53/record:Record", () => ({
          title: "Route 53",
          size: environment.domain?.name ?? "records",
        })),
        ...some("aws:cloudfront/distribution:Distribution", () => ({
          title: "CloudFront",
          size: environment.storage.cloudFront ? "static files" : "fallback page",
        })),
        ...some("aws:wafv2/webAcl:WebAcl", () => ({ title: "Web ACL", size: "managed rules, rate limit" })),
      ],
    },
    {
      title: "Public subnets",
      boxes: [
        ...some("aws:lb/loadBalancer:LoadBalancer", () => ({
          title:
            environment.loadBalancer.type === "application"
              ? "Application Load Balancer"
              : "Network Load Balancer",
          size: `${environment.availabilityZones} zones`,
          note: environment.domain ? "HTTPS" : "plain HTTP",
        })),
        ...some("aws:ec2/natGateway:NatGateway", (amount) => ({ title: "NAT gateways", size: `${amount}` })),
      ],
    },
    {
      title: "Private subnets",
      boxes: [
        {
          title: "Auto Scaling group",
          size: `${fleet.minSize} to ${fleet.maxSize} x ${fleet.instance.type}`,
          note: `${plan.compute.peak.required} at the peak, ready in ${fleet.bootSeconds} s`,
        },
        ...some("aws:ec2/vpcEndpoint:VpcEndpoint", (amount) => ({
          title: "VPC endpoints",
          size: `${amount}`,
        })),
      ],
    },
    {
      title: "Isolated subnets",
      boxes: [databaseBox(data), ...(sizing.sessions.store === "cache" ? [cacheBox(data)] : [])],
    },
    {
      title: "Beside the VPC",
      isBeside: true,
      boxes: [
        ...(sizing.sessions.store === "cache"
          ? []
          : [
              {
                title: "DynamoDB",
                size: `${number(plan.sessionTable.readUnits)} reads/s`,
                note: "session table",
              },
            ]),
        ...some("aws:s3/bucket:Bucket", (amount) => ({
          title: "S3",
          size: `${amount} buckets`,
          note: `${number(plan.storage.staticGb + plan.storage.backupGb)} GB declared`,
        })),
        ...some("aws:backup/plan:Plan", () => ({
          title: "AWS Backup",
          size: `${environment.backup.dailyRetentionDays} days kept`,
          ...(environment.backup.copyToRegion !== undefined && {
            note: `copies in ${environment.backup.copyToRegion}`,
          }),
        })),
        ...some("aws:cloudwatch/metricAlarm:MetricAlarm", (amount) => ({
          title: "CloudWatch",
          size: `${amount} alarms`,
          note: "dashboard, X-Ray",
        })),
        ...some("aws:kms/key:Key", (amount) => ({ title: "KMS", size: `${amount} keys` })),
      ],
    },
  ];
}

function databaseBox({ plan: { database } }: ReportData): Box {
  const { engine, acu, instanceClass, readers, gb } = database;
  const instances = 1 + readers;
  return {
    title: engine === "aurora" ? "Aurora PostgreSQL" : "RDS for PostgreSQL",
    size: acu ? `${instances} x ${acu.min}-${acu.max} ACU` : `${instances} x ${instanceClass}`,
    note: `${number(gb)} GB of data`,
  };
}

function cacheBox({ plan: { cache } }: ReportData): Box {
  return {
    title: "ElastiCache",
    size: `${cache.nodes} x ${cache.nodeType}`,
    note: `${number(cache.usableGb)} GB for sessions`,
  };
}
