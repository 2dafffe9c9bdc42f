import { rule } from "../../model/rule";
import { show } from "../../model/show";
import { every, judge, type Value } from "../../model/value";

/** A setting without which a service takes or sends plain connections. */
interface Setting {
  readonly path: readonly [property: string, ...path: string[]];
  readonly required: string | boolean;
  /** What it is where its block does not say; with `of`, where there is no such block either. */
  readonly byDefault?: { readonly value: string | boolean; readonly of: "block" | "resource" };
}

/** Sources of the defaults: @pulumi/aws 7.48, each type's reference, read 2026-11-25. */
const domain: readonly Setting[] = [
  { path: ["nodeToNodeEncryption", "enabled"], required: true },
  {
    path: ["domainEndpointOptions", "enforceHttps"],
    required: true,
    // AWS itself lets plain HTTP in; the provider does not where it sets any option of the endpoint.
    byDefault: { value: true, of: "block" },
  },
];
const settings: Readonly<Record<string, readonly Setting[]>> = {
  "aws:opensearch/domain:Domain": domain,
  "aws:elasticsearch/domain:Domain": domain,
  "aws:msk/cluster:Cluster": [
    {
      path: ["encryptionInfo", "encryptionInTransit", "clientBroker"],
      required: "TLS",
      byDefault: { value: "TLS", of: "resource" },
    },
    {
      path: ["encryptionInfo", "encryptionInTransit", "inCluster"],
      required: true,
      byDefault: { value: true, of: "resource" },
    },
  ],
  "aws:mskconnect/connector:Connector": [
    { path: ["kafkaClusterEncryptionInTransit", "encryptionType"], required: "TLS" },
  ],
  "aws:memorydb/cluster:Cluster": [
    { path: ["tlsEnabled"], required: true, byDefault: { value: true, of: "resource" } },
  ],
  "aws:dax/cluster:Cluster": [{ path: ["clusterEndpointEncryptionType"], required: "TLS" }],
  "aws:appsync/apiCache:ApiCache": [{ path: ["transitEncryptionEnabled"], required: true }],
};

export const servicesTls = rule({
  name: "service-encrypted-in-transit",
  description:
    "A search domain, a Kafka cluster or a cache speaks TLS with its clients and between its nodes",
  cannotKnow: "Whether the clients check the certificate",
  severity: "high",
  requirement: "security",
  sources: [
    "CFG OPENSEARCH_HTTPS_REQUIRED",
    "CFG OPENSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK",
    "CFG ELASTICSEARCH_NODE_TO_NODE_ENCRYPTION_CHECK",
    "CFG MSK_IN_CLUSTER_NODE_REQUIRE_TLS",
    "CFG DAX_TLS_ENDPOINT_ENCRYPTION",
    "NAG MSK2",
    "CKV_AWS_6",
    "CKV_AWS_81",
    "CKV_AWS_83",
    "CKV_AWS_202",
    "CKV_AWS_215",
    "CKV_AWS_239",
  ],
  *check(stack) {
    for (const [type, wanted] of Object.entries(settings)) {
      for (const resource of stack.ofType(type)) {
        const valueAt = (setting: Setting) => valueOf(setting, (...path) => resource.given(...path));
        yield {
          resource,
          verdict: every(
            wanted.map((setting) => judge(valueAt(setting), (value) => value === setting.required)),
          ),
          found: wanted.map((it) => `${it.path.join(".")} ${show(valueAt(it))}`).join(", "),
          required: wanted.map(({ path, required }) => `${path.join(".")} ${show(required)}`).join(", "),
          fix: `set ${wanted.map(({ path, required }) => `${path.join(".")} to ${show(required)}`).join(" and ")}`,
        };
      }
    }
  },
});

function valueOf({ path, byDefault }: Setting, given: (...path: Setting["path"]) => Value): Value {
  const value = given(...path);
  if (value !== undefined || byDefault === undefined) return value;
  const [property, ...inner] = path;
  const block = given(property, ...inner.slice(0, -1));
  return byDefault.of === "resource" || block !== undefined ? byDefault.value : undefined;
}
