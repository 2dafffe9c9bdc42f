import assert from "node:assert/strict";
import fc from "fast-check";
import { type Context, holds } from "../../../local/aws/iam/condition";

const condition = (operator: string, key: string, ...values: string[]) => ({
  operator,
  key: key.toLowerCase(),
  values,
});

describe("conditions of policies, as AWS's IAM User Guide describes them", () => {
  const one: Context = { k: ["blue"] };
  const cases: [operator: string, values: string[], context: Context, expected: boolean][] = [
    ["StringEquals", ["blue"], one, true],
    ["StringEquals", ["red", "blue"], one, true],
    ["StringEquals", ["Blue"], one, false],
    ["StringEquals", ["bl*"], one, false],
    ["StringEqualsIgnoreCase", ["BLUE"], one, true],
    ["StringNotEquals", ["red", "blue"], one, false],
    ["StringNotEquals", ["red"], one, true],
    ["StringLike", ["b?ue", "x"], one, true],
    ["StringNotLike", ["b*"], one, false],
    ["StringEquals", ["blue"], {}, false],
    ["StringNotEquals", ["blue"], {}, true],
    ["StringEqualsIfExists", ["blue"], {}, true],
    ["StringEqualsIfExists", ["red"], one, false],
    ["Null", ["true"], {}, true],
    ["Null", ["true"], one, false],
    ["Null", ["false"], one, true],
    ["Null", ["false"], {}, false],
    ["Bool", ["true"], { k: ["true"] }, true],
    ["Bool", ["false"], { k: ["true"] }, false],
    ["Bool", ["false"], {}, false],
    ["BoolIfExists", ["false"], {}, true],
    ["NumericLessThanEquals", ["300"], { k: ["300"] }, true],
    ["NumericGreaterThan", ["300"], { k: ["300"] }, false],
    ["DateGreaterThan", ["2026-01-01T00:00:00Z"], { k: ["2026-11-28T00:00:00Z"] }, true],
    ["IpAddress", ["10.0.0.0/8"], { k: ["10.20.30.40"] }, true],
    ["IpAddress", ["10.0.0.0/8"], { k: ["11.0.0.1"] }, false],
    ["IpAddress", ["2001:db8::/32"], { k: ["2001:db8::1"] }, true],
    ["NotIpAddress", ["10.0.0.0/8"], { k: ["11.0.0.1"] }, true],
    [
      "ArnLike",
      ["arn:aws:sns:*:123456789012:web-*"],
      { k: ["arn:aws:sns:us-east-1:123456789012:web-a"] },
      true,
    ],
    ["ArnEquals", ["arn:aws:sns:*:*:web"], { k: ["arn:aws:sns:us-east-1:123456789012:web"] }, true],
    // A wildcard of one part does not reach into the next.
    ["ArnLike", ["arn:aws:sns:*:web"], { k: ["arn:aws:sns:us-east-1:123456789012:web"] }, false],
    ["ArnLike", ["arn:aws:logs:*:*:log-group:*"], { k: ["arn:aws:logs:r:1:log-group:/a:b"] }, true],
    ["ArnNotLike", ["arn:aws:sns:*:*:web"], { k: ["arn:aws:sns:r:1:web"] }, false],
    ["ForAllValues:StringEquals", ["a", "b"], { k: ["a", "b", "a"] }, true],
    ["ForAllValues:StringEquals", ["a", "b"], { k: ["a", "c"] }, false],
    ["ForAllValues:StringEquals", ["a"], {}, true],
    ["ForAnyValue:StringEquals", ["a"], { k: ["c", "a"] }, true],
    ["ForAnyValue:StringEquals", ["a"], {}, false],
    ["StringEquals", ["${aws:PrincipalAccount}"], { k: ["1"], "aws:principalaccount": ["1"] }, true],
    ["StringEquals", ["${aws:PrincipalAccount}"], { k: ["1"] }, false],
    ["StringEquals", ["${aws:PrincipalTag/team, 'none'}"], { k: ["none"] }, true],
  ];
  for (const [operator, values, context, expected] of cases) {
    it(`${operator} ${values.join(" | ")} of ${JSON.stringify(context)} is ${expected}`, () => {
      assert.equal(holds(condition(operator, "K", ...values), context), expected);
    });
  }

  it("a condition with an operator that AWS does not have is refused, not passed over", () => {
    assert.throws(
      () => holds(condition("StringEqual", "k", "blue"), one),
      /StringEqual is no condition operator/,
    );
  });

  it("Not... is the opposite of each operator where the key is given", () => {
    const operators = ["StringEquals", "StringLike", "ArnLike"] as const;
    const texts = fc.array(fc.constantFrom("a", "b", "a*", "arn:aws:s3:::x", "arn:aws:s3:::*"), {
      minLength: 1,
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...operators),
        texts,
        fc.constantFrom("a", "arn:aws:s3:::x"),
        (name, values, given) => {
          const negated = name.replace(/^(String|Arn)/, "$1Not");
          const [plain, opposite] = [name, negated].map((operator) =>
            holds(condition(operator, "k", ...values), { k: [given] }),
          );
          assert.notEqual(plain, opposite);
        },
      ),
    );
  });
});
