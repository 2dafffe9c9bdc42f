import { blocks, text, type Json, type Properties } from "../../../cloud/properties";
import type { Candidate, NormalForm, TypeRecord } from "../service";

/**
 * Parameters of PostgreSQL that take effect when the server starts: those of "Apply type" static in the RDS User Guide, "Working
 * with parameters on your RDS for PostgreSQL DB instance", read 2026-11-28; the ones that people set.
 */
const staticParameters: readonly string[] = [
  "autovacuum_freeze_max_age",
  "autovacuum_max_workers",
  "max_connections",
  "max_locks_per_transaction",
  "max_prepared_transactions",
  "max_replication_slots",
  "max_wal_senders",
  "max_worker_processes",
  "rds.logical_replication",
  "shared_buffers",
  "shared_preload_libraries",
  "track_activity_query_size",
  "wal_buffers",
];

/** `rds.force_ssl` is on from PostgreSQL 15, and from Aurora 17: RDS User Guide, "Requiring an SSL connection", read 2026-11-28. */
function defaultsOf(family: string): Properties {
  const [, engine = "", version = ""] = /^(aurora-postgresql|postgres)(\d+)$/.exec(family) ?? [];
  const isForced = Number(version) >= (engine === "postgres" ? 15 : 17);
  return engine !== "" && isForced ? { "rds.force_ssl": "1" } : {};
}

/**
 * RDS keeps a parameter with its default's value as the system's, whose apply method is `pending-reboot`, and the provider does
 * not suppress that: https://github.com/hashicorp/terraform-provider-aws/issues/18035 and `rds/parameter_group.go`, read
 * 2026-11-28.
 */
const asSystem: NormalForm = {
  to: (parameters: Json, { family }: Properties): Json => {
    const defaults = defaultsOf(text(family));
    if (!Array.isArray(parameters)) return parameters;
    return blocks(parameters).map((parameter) =>
      defaults[text(parameter.name)] === parameter.value
        ? { ...parameter, applyMethod: "pending-reboot" }
        : parameter,
    );
  },
  suppressed: false,
};

/** The error that AWS gives: https://github.com/ministryofjustice/cloud-platform/issues/1197, read 2026-11-28. */
function staticWaits({ inputs }: Candidate): string | undefined {
  const isWrong = blocks(inputs.parameters).some(
    ({ name, applyMethod = "immediate" }) =>
      staticParameters.includes(text(name)) && applyMethod === "immediate",
  );
  return isWrong
    ? "InvalidParameterCombination: cannot use immediate apply method for static parameter"
    : undefined;
}

/** What a parameter group of an instance has in common with that of a cluster. */
export const parameterGroup: TypeRecord = { normalises: { parameters: asSystem }, demands: [staticWaits] };
