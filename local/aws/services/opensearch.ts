import type { Service, TypeRecord } from "./service";

const domain: TypeRecord = {
  outputs: { encryptAtRest: { enabled: false, kmsKeyId: "" }, nodeToNodeEncryption: { enabled: false } },
};

/** Defaults as in the API reference of CreateDomain, read 2026-11-25. */
export const opensearch: Service = {
  modules: ["opensearch", "elasticsearch"],
  types: { "opensearch/domain": domain, "elasticsearch/domain": domain },
};
