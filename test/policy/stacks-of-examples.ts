import fc from "fast-check";
import { examples } from "../../policy/examples";
import type { Declared } from "../../policy/examples/example";

/** The stacks of all examples: with the resources of these, rules are reached and do not pass by. */
export const exampleStacks = Object.values(examples).flatMap(({ good, bad, undecided = [] }) => [
  good,
  bad,
  undecided,
]);

/** Some examples' stacks as one; where two have a resource of one name, the references meet. */
export const mixedStacks: fc.Arbitrary<Declared[]> = fc
  .array(fc.constantFrom(...exampleStacks), { minLength: 1, maxLength: 4 })
  .map((chosen) => [...new Map(chosen.flat().map((declared) => [declared.name, declared])).values()])
  .filter((resources) => resources.length > 0);
