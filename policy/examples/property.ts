import { type Declared, type Example, notYetKnown } from "./example";

/** An example of a rule about one property: its good and its bad value in a resource of the type. */
export function propertyExample(
  type: string,
  property: string,
  { good, bad }: { good: unknown; bad: unknown },
  props: object = {},
): Example {
  const it = (value: unknown): Declared[] => [
    { type, name: "it", props: { ...props, ...(value !== undefined && { [property]: value }) } },
  ];
  return { good: it(good), bad: it(bad), undecided: undecided(it(notYetKnown), property) };
}

/** The first resource's property not known yet because it depends on another resource. */
export function undecided(declared: readonly Declared[], property: string): Declared[] {
  const [first, ...others] = declared;
  const origin: Declared = { type: "other:index:Origin", name: "origin" };
  return first
    ? [{ ...first, refersTo: { ...first.refersTo, [property]: [origin.name] } }, ...others, origin]
    : [];
}
