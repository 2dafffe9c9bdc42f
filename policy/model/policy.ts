import type { PolicyConfigSchema, StackValidationPolicy } from "@pulumi/policy";
import { stackFor } from "./analysis";
import { inputs } from "./inputs";
import { withoutSecrets } from "./redaction";
import type { Finding, Rule, RuleInfo, Setting } from "./rule";
import type { Stack } from "./stack";
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
      const stack = stackFor(rule.name, args.resources);
      const config = { ...defaultsOf(rule), ...given };
      const judge = (of: Stack) => rule.check(of, config);
      const findings = withoutSecrets(rule, [...judge(stack)], judge, stack.sources, inputs);
      const broken = findings.filter(({ verdict }) => verdict === false);
      const refused = broken.filter((finding) => !isExempt(rule, finding, exemptionOf(finding, exemptions)));
      for (const finding of rule.saidOnce ? summed(refused) : refused) {
        const exemption = exemptionOf(finding, exemptions);
        report(messageOf(rule, finding, isOnPlatform(stack), exemption), finding.resource.urn);
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

function exemptionOf({ resource }: Finding, exemptions: readonly Exemption[]): Exemption | undefined {
  return exemptions.find((it) => [resource.name, resource.urn].includes(it.resource));
}

/** Whether a resource may break the rule today, which is said. */
function isExempt(rule: RuleInfo, { resource }: Finding, exemption: Exemption | undefined): boolean {
  if (!exemption || isOver(exemption)) return false;
  console.info(`${rule.name}: ${resource.name} is exempt until ${exemption.until}: ${exemption.reason}`);
  return true;
}

/** More resources than a person reads. */
const mostNamed = 5;

/** Findings that say the same, as one on the first of their resources that tells how many there are. */
function summed(findings: readonly Finding[]): Finding[] {
  const same = new Map<string, Finding[]>();
  for (const finding of findings) {
    const said = [finding.found, finding.required, finding.fix].join("\n");
    same.set(said, [...(same.get(said) ?? []), finding]);
  }
  return [...same.values()].flatMap((group) => {
    const [first] = group;
    if (!first || group.length === 1) return group;
    const names = group.slice(0, mostNamed).map(({ resource }) => resource.name);
    const more = group.length > mostNamed ? `, and ${group.length - mostNamed} more` : "";
    return [{ ...first, found: `${first.found} on ${group.length} resources: ${names.join(", ")}${more}` }];
  });
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
