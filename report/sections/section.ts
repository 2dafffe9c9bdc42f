import { html, type Html, type Part } from "../html";

/** A part of the page, by the id that links to it carry. */
export function section(id: string, title: string, lead: Part, ...content: readonly Part[]): Html {
  return html`<section id="${id}" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    <p class="lead">${lead}</p>
    ${content}
  </section>`;
}

export type Tone = "good" | "bad" | "note";

const signs: Readonly<Record<Tone, string>> = { good: "✓", bad: "✗", note: "•" };

/** A statement that is good news or bad; its sign says so, too, to whoever sees no color. */
export function badge(tone: Tone, text: string): Html {
  return html`<span class="badge ${tone}"><span aria-hidden="true">${signs[tone]}</span> ${text}</span>`;
}
