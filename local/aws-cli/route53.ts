import { readFileSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import { block, blocks, strings, text, type Json, type Properties } from "../cloud/properties";
import { type CloudResource, GLOBAL, type Store } from "../cloud/store";
import { type Operation, refused, UnknownCommandError } from "./call";

const recordType = "aws:route53/record:Record";

export const route53: Readonly<Record<string, Operation>> = {
  "route53 list-resource-record-sets": ({ store, option }) => ({
    ResourceRecordSets: recordsIn(store, option("hosted-zone-id")).map(described),
  }),
  "route53 change-resource-record-sets": ({ store, option }) => {
    const records = recordsIn(store, option("hosted-zone-id"));
    const meant = changesIn(option("change-batch")).map((change) => toDelete(change, records));
    for (const record of meant) store.remove(record);
    return { ChangeInfo: { Status: "PENDING" } };
  },
};

function recordsIn(store: Store, zone: string): CloudResource[] {
  return store.list(GLOBAL).filter(({ type, inputs }) => type === recordType && inputs.zoneId === zone);
}

/** A file, as the AWS CLI reads one, or the text itself. */
function changesIn(batch: string): Properties[] {
  const json = batch.startsWith("file://") ? readFileSync(batch.slice("file://".length), "utf8") : batch;
  return blocks(block(JSON.parse(json) as Json).Changes);
}

/** "To delete a resource record set, you must specify all the same values": API reference, ChangeResourceRecordSets (2026-11-29). */
function toDelete({ Action, ResourceRecordSet }: Properties, records: readonly CloudResource[]) {
  if (Action !== "DELETE") throw new UnknownCommandError(`The local AWS has DELETE, not ${text(Action)}.`);
  const found = records.find((record) => isDeepStrictEqual(described(record), ResourceRecordSet));
  if (found) return found;
  const { Name, Type } = block(ResourceRecordSet);
  throw refused(
    "InvalidChangeBatch",
    "ChangeResourceRecordSets",
    `[Tried to delete resource record set [name='${text(Name)}', type='${text(Type)}'] but it was not found, or the values provided do not match the current values]`,
  );
}

/** A record in the API's words. */
function described({ inputs }: CloudResource): Properties {
  const [failover] = blocks(inputs.failoverRoutingPolicies);
  const [weighted] = blocks(inputs.weightedRoutingPolicies);
  const [latency] = blocks(inputs.latencyRoutingPolicies);
  const [alias] = blocks(inputs.aliases);
  return {
    Name: `${text(inputs.name).replace(/\.$/, "")}.`,
    Type: text(inputs.type),
    ...(inputs.setIdentifier !== undefined && { SetIdentifier: inputs.setIdentifier }),
    ...(failover && { Failover: text(failover.type) }),
    ...(weighted && { Weight: Number(weighted.weight) }),
    ...(latency && { Region: text(latency.region) }),
    ...(inputs.healthCheckId !== undefined && { HealthCheckId: inputs.healthCheckId }),
    ...(inputs.ttl !== undefined && { TTL: inputs.ttl }),
    ...(alias
      ? {
          AliasTarget: {
            HostedZoneId: text(alias.zoneId),
            DNSName: `${text(alias.name).replace(/\.$/, "")}.`,
            EvaluateTargetHealth: alias.evaluateTargetHealth === true,
          },
        }
      : { ResourceRecords: strings(inputs.records).map((Value) => ({ Value })) }),
  };
}
