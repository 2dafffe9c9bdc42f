import { parseHTML } from "linkedom";

/** What these tests need of an element. The DOM's own types would be global in the whole project. */
export interface Element {
  readonly id: string;
  readonly tagName: string;
  readonly outerHTML: string;
  readonly textContent: string;
  readonly parentElement: Element | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  closest(selector: string): Element | null;
}

/** The root element of a page. */
export function parsed(page: string): Element {
  const { document } = parseHTML(page) as unknown as { document: { documentElement: Element } };
  return document.documentElement;
}
