import assert from "node:assert/strict";
import type { Declared } from "../../policy/examples/example";
import { requiredTags } from "../../policy/security/tags/tags";
import { messagesOf } from "./engine-calls";

const topics = (count: number, tags: object = {}): Declared[] =>
  Array.from({ length: count }, (_, at) => ({
    type: "aws:sns/topic:Topic",
    name: `topic-${at}`,
    props: { tagsAll: tags },
  }));

describe("D5 required-tags", () => {
  it("says once that the default tags are missing, and on how many resources", async () => {
    const messages = await messagesOf(requiredTags, topics(12));
    assert.equal(messages.length, 1);
    assert.match(
      messages[0] ?? "",
      /no tag Project, Environment on 12 resources: topic-0, .+, topic-4, and 7 more/,
    );
  });

  it("tells different tags apart", async () => {
    const [one] = topics(1, { Project: "web" });
    const others = topics(3).slice(1);
    const messages = await messagesOf(requiredTags, [...(one ? [one] : []), ...others]);
    assert.deepEqual(
      messages.map((text) => text.split("\n")[0]),
      [
        "found:    no tag Environment",
        "found:    no tag Project, Environment on 2 resources: topic-1, topic-2",
      ],
    );
  });

  it("counts no resource that is exempt, and says of one whose exemption is over that it is", async () => {
    const reason = "it is the partner's";
    const exemptions = [{ resource: "topic-0", reason, until: "2999-12-31" }];
    const [message = "", ...others] = await messagesOf(requiredTags, topics(3), { exemptions });
    assert.deepEqual(others, []);
    assert.match(message, /on 2 resources: topic-1, topic-2\n/);
    const over = [{ resource: "topic-0", reason, until: "2020-01-01" }];
    const [again = ""] = await messagesOf(requiredTags, topics(3), { exemptions: over });
    assert.match(again, /on 3 resources[^]+exempt: {3}no longer/);
  });
});
