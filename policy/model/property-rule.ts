import type { Finding, Rule, RuleInfo, Settings } from "./rule";
import { show } from "./show";
import type { Resource } from "./stack";
import { judge, some, type Value, type Verdict } from "./value";

type PropertyPath = readonly [property: string, ...(string | number)[]];

/** What a rule cannot know that asks for nothing but a property of the resource itself. */
export const onlyOwnProperties =
  "Anything beside the resource's own properties, which are all that it judges";

/** A rule about one property of each resource of some types. */
export interface PropertyRule<Config extends object> extends Omit<RuleInfo, "cannotKnow"> {
  /** By default {@link onlyOwnProperties}. */
  readonly cannotKnow?: string;
  readonly settings?: Settings<Config>;
  /** Where the property is, by type; the first step is its name. */
  readonly on: Readonly<Record<string, PropertyPath>>;
  /** Resources of these types that the rule is not about. */
  readonly except?: (resource: Resource) => Verdict;
  /** Whether AWS's own default breaks the rule, always: then a preview that does not know the value knows enough. */
  readonly notByDefault?: true;
  /** Whether a value keeps the rule; undefined is a property that is not set. */
  readonly holds: (value: Value, config: Config) => boolean;
  /** What the value has to be, in words. */
  readonly required: string | ((config: Config) => string);
  /** How to make it so; by default: set the property to what is required. */
  readonly fix?: string;
  readonly platformFix?: string;
}

export function propertyRule<Config extends object>(rule: PropertyRule<Config>): Rule<Config> {
  return {
    cannotKnow: onlyOwnProperties,
    ...rule,
    *check(stack, config) {
      for (const [type, path] of Object.entries(rule.on)) {
        for (const resource of stack.ofType(type)) {
          const isExcept: Verdict = rule.except?.(resource) ?? false;
          if (isExcept === true) continue;
          const finding = judgeProperty(rule, resource, path, config);
          yield { ...finding, verdict: some([isExcept, finding.verdict]) };
        }
      }
    },
  };
}

function judgeProperty<Config extends object>(
  rule: PropertyRule<Config>,
  resource: Resource,
  path: PropertyPath,
  config: Config,
): Finding {
  const value = rule.notByDefault ? resource.given(...path) : resource.get(...path);
  const property = path.join(".");
  const required = typeof rule.required === "string" ? rule.required : rule.required(config);
  return {
    resource,
    verdict: judge(value, (known) => rule.holds(known, config)),
    found: `${property} ${show(value)}`,
    required: `${property} ${required}`,
    fix: rule.fix ?? `set ${property} to ${required}`,
    platformFix: rule.platformFix,
  };
}
