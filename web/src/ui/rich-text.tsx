import { Typography } from "@mantine/core";
import DOMPurify from "dompurify";
import { Marked } from "marked";
import { type ReactNode, useEffect, useMemo, useRef } from "react";
import { drawFormulas, formulas } from "@/ui/formulas";

const reader = new Marked({ gfm: true, async: false }, formulas);

const allowed = {
  ALLOWED_TAGS: [
    "p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h1", "h2", "h3", "h4", "h5",
    "table", "thead", "tbody", "tr", "th", "td", "hr", "span", "img", "input", "sup", "sub",
  ],
  ALLOWED_ATTR: ["href", "title", "start", "align", "data-formula", "data-display", "src", "alt", "type", "checked", "disabled"],
  // Pictures come from this server or from an attachment; nothing is fetched from elsewhere.
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|attachment:|\/|#)/i,
};

const attachment = "attachment:";

interface RichTextProps {
  text: string;
  /** The address of an attached picture by its name; undefined where there is none, or not yet. */
  pictures?: Readonly<Record<string, string | undefined>>;
  /** Who "@{id}" is. */
  mentions?: readonly { id: string; name: string }[];
}

/** Names in place of ids. They are text: nothing in a name is read as Markdown or HTML. */
function nameMentions(page: Document, mentions: NonNullable<RichTextProps["mentions"]>): void {
  const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  const places: Text[] = [];
  while (walker.nextNode()) if (walker.currentNode.nodeValue?.includes("@{")) places.push(walker.currentNode as Text);
  for (const place of places) {
    const parts = (place.nodeValue ?? "").split(/@\{([0-9a-z]{26})\}/);
    place.replaceWith(
      ...parts.map((part, at) => {
        if (at % 2 === 0) return page.createTextNode(part);
        const mention = page.createElement("span");
        mention.className = "lectern-mention";
        mention.textContent = `@${mentions.find((one) => one.id === part)?.name ?? "…"}`;
        return mention;
      }),
    );
  }
}

function show(html: string, pictures: RichTextProps["pictures"], mentions: RichTextProps["mentions"]): string {
  const page = new DOMParser().parseFromString(DOMPurify.sanitize(html, allowed), "text/html");
  for (const picture of page.querySelectorAll("img")) {
    const source = picture.getAttribute("src") ?? "";
    const name = source.startsWith(attachment) ? decodeURIComponent(source.slice(attachment.length)) : "";
    const address = name ? pictures?.[name] : source.startsWith("/") && !source.startsWith("//") ? source : undefined;
    if (address) picture.setAttribute("src", address);
    else picture.replaceWith(page.createTextNode(picture.alt));
    picture.setAttribute("loading", "lazy");
  }
  // The page has its one h1 already.
  for (const heading of page.querySelectorAll("h1")) {
    const second = page.createElement("h2");
    second.append(...heading.childNodes);
    heading.replaceWith(second);
  }
  for (const box of page.querySelectorAll("input")) box.setAttribute("disabled", "");
  for (const link of page.querySelectorAll("a[href^='http']")) {
    link.setAttribute("rel", "noopener");
    link.setAttribute("target", "_blank");
  }
  if (mentions) nameMentions(page, mentions);
  return page.body.innerHTML;
}

/** A lesson's own text: Markdown with formulas and attached pictures in, an allow-list of elements out. */
export function RichText({ text, pictures, mentions }: RichTextProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const html = useMemo(() => show(reader.parse(text) as string, pictures, mentions), [text, pictures, mentions]);
  useEffect(() => {
    if (place.current) void drawFormulas(place.current);
  }, [html]);
  return (
    <Typography className="lectern-prose lectern-rich">
      <div ref={place} dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
    </Typography>
  );
}
