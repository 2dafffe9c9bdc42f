import type { PolicyConfigSchema, StackValidationPolicy } from "@pulumi/policy";
import { inputs } from "./inputs";
import { withoutSecrets } from "./redaction";
import type { Finding, Rule, Setting } from "./rule";
import { Stack } from "./stack";
import { keepUndecided } from "./undecided";

/** Lets one resource break one rule for a while. */
interface Exemption {
  /** Logical name or URN of the resource. */
  readonly resource: string;
  readonly reason: string;
  /** Last day on which it counts, `YYYY-MM-DD`. */
  readonly until: string;
}

type JsonSchema = PolicyConfigSchema["properties"][string];
/** What `typeof` says of a default that is no array is its JSON type. */
type JsonType = "number" | "string" | "boolean" | "object";

const exemptionsSchema: JsonSchema = {
  type: "array",
  description: "Resources that may break the rule for a while, each with a reason and the last day",
  items: {
    type: "object",
    properties: {
      resource: { type: "string", minLength: 1, description: "logical name or URN" },
      reason: { type: "string", minLength: 10 },
      until: { type: "string", format: "date", description: "YYYY-MM-DD, the last day on which it counts" },
    },
    required: ["resource", "reason", "until"],
    additionalProperties: false,
  },
};

const trustedSchema: JsonSchema = {
  type: "array",
  description:
    "Logical names or URNs of resources that name something outside of the stack, which has been looked at there",
  items: { type: "string", minLength: 1 },
};

/** What the configuration of every policy may have beside its own parameters. */
interface Common {
  readonly exemptions?: readonly Exemption[];
  readonly trusted?: readonly string[];
}

/** Makes a rule a policy of Pulumi's: mandatory unless the stack's policy configuration says otherwise. */
export function policyOf<Config extends object>(rule: Rule<Config>): StackValidationPolicy {
  return {
    name: rule.name,
    description: rule.description,
    severity: rule.severity,
    enforcementLevel: "mandatory",
    configSchema: schemaOf(rule),
    validateStack: (args, report) => {
      const { exemptions = [], trusted = [], ...given } = args.getConfig<Partial<Config> & Common>();
      const stack = new Stack(args.resources, inputs);
      const config = { ...defaultsOf(rule), ...given };
      const judge = (of: Stack) => rule.check(of, config);
      const findings = withoutSecrets(rule, [...judge(stack)], judge, args.resources, inputs);
      for (const finding of findings.filter(({ verdict }) => verdict === false)) {
        const exemption = exemptions.find(({ resource }) =>
          [finding.resource.name, finding.resource.urn].includes(resource),
        );
        if (exemption && !isOver(exemption)) {
          console.info(
            `${rule.name}: ${finding.resource.name} is exempt until ${exemption.until}: ${exemption.reason}`,
          );
        } else {
          report(messageOf(rule, finding, isOnPlatform(stack), exemption), finding.resource.urn);
        }
      }
      keepUndecided(rule.name, findings, stack, trusted);
    },
  };
}

/** The parameters of a rule where the policy configuration gives none. */
export function defaultsOf<Config extends object>({ settings }: Rule<Config>): Config {
  const entries = Object.entries<Setting<unknown>>(settings ?? {});
  return Object.fromEntries(entries.map(([name, setting]) => [name, setting.default])) as Config;
}

function schemaOf<Config extends object>({ settings }: Rule<Config>): PolicyConfigSchema {
  const properties = Object.entries<Setting<unknown>>(settings ?? {}).map(
    ([name, { default: value, ...setting }]): [string, JsonSchema] => [
      name,
      Array.isArray(value)
        ? { type: "array", items: { type: "string" }, default: value as string[], ...setting }
        : { type: typeof value as JsonType, ...setting },
    ],
  );
  return {
    properties: { ...Object.fromEntries(properties), exemptions: exemptionsSchema, trusted: trustedSchema },
  };
}

function isOver({ until }: Exemption): boolean {
  return new Date().toISOString().slice(0, 10) > until;
}

/** Whether the platform's components are in a stack, so that its configuration is where to make a change. */
function isOnPlatform({ resources }: Stack): boolean {
  return resources.some(({ type }) => type.startsWith("platform:"));
}

/** The engine shows the resource and the rule's sentence above it. */
export function messageOf<Config extends object>(
  rule: Rule<Config>,
  { found, required, fix, platformFix }: Finding,
  onPlatform: boolean,
  exemption?: Exemption,
): string {
  const why = [`requirement ${rule.requirement}`, ...rule.sources].join(", ");
  return [
    `found:    ${found}`,
    `required: ${required}`,
    `fix:      ${fix}${onPlatform && platformFix ? ` (${platformFix})` : ""}`,
    `why:      ${why}`,
    ...(exemption
      ? [`exempt:   no longer, the exemption ended on ${exemption.until} (${exemption.reason})`]
      : []),
  ].join("\n");
}
