import { Typography } from "@mantine/core";
import DOMPurify from "dompurify";
import { Marked } from "marked";
import { Fragment, type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { drawFormulas, formulas } from "@/ui/formulas";
import { gaps } from "@/ui/gaps";

const reader = new Marked({ gfm: true, async: false }, formulas);
const gapReader = new Marked({ gfm: true, async: false }, formulas, gaps);

const allowed = {
  ALLOWED_TAGS: [
    "p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h1", "h2", "h3", "h4", "h5",
    "table", "thead", "tbody", "tr", "th", "td", "hr", "span", "img", "input", "sup", "sub", "audio", "source",
  ],
  ALLOWED_ATTR: ["href", "title", "start", "align", "data-formula", "data-display", "data-gap", "src", "alt", "type", "checked", "disabled"],
  // Pictures come from this server or from an attachment; nothing is fetched from elsewhere.
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|attachment:|\/|#)/i,
};

const attachment = "attachment:";
const sounds = "/api/v1/sounds/";

interface RichTextProps {
  text: string;
  /** The address of an attached picture by its name; undefined where there is none, or not yet. */
  pictures?: Readonly<Record<string, string | undefined>>;
  /** Who "@{id}" is. */
  mentions?: readonly { id: string; name: string }[];
  /** What stands at [[1]], [[2]] … */
  gap?: ((number: number) => ReactNode) | undefined;
}

/** A link to a sound of this server is its player, named by the words of the link, and so is HTML that brings one. */
function playSounds(page: Document): void {
  for (const brought of page.querySelectorAll("audio")) {
    const link = page.createElement("a");
    link.setAttribute("href", brought.getAttribute("src") ?? brought.querySelector("source")?.getAttribute("src") ?? "");
    brought.replaceWith(link);
  }
  for (const link of page.querySelectorAll(`a[href^="${sounds}"]`)) {
    const player = page.createElement("audio");
    player.className = "lectern-sound";
    player.controls = true;
    player.preload = "metadata";
    player.setAttribute("src", link.getAttribute("href") ?? "");
    player.setAttribute("aria-label", link.textContent ?? "");
    link.replaceWith(player);
  }
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
  playSounds(page);
  if (mentions) nameMentions(page, mentions);
  return page.body.innerHTML;
}

/** A lesson's own text: Markdown with formulas, sounds and attached pictures in, an allow-list of elements out. */
export function RichText({ text, pictures, mentions, gap }: RichTextProps): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const hasGaps = gap !== undefined;
  const [places, setPlaces] = useState<HTMLElement[]>([]);
  const html = useMemo(() => show((hasGaps ? gapReader : reader).parse(text) as string, pictures, mentions), [text, pictures, mentions, hasGaps]);
  // The same object for the same text: React leaves alone what stands in the gaps.
  const content = useMemo(() => ({ __html: html }), [html]);
  useEffect(() => {
    if (place.current) void drawFormulas(place.current);
  }, [html]);
  // Before it is painted, so that nothing moves.
  useLayoutEffect(() => {
    setPlaces(hasGaps ? [...(place.current?.querySelectorAll<HTMLElement>("[data-gap]") ?? [])] : []);
  }, [html, hasGaps]);
  return (
    <Typography className="lectern-prose lectern-rich">
      <div ref={place} dir="auto" dangerouslySetInnerHTML={content} />
      {gap && places.map((one, at) => <Fragment key={`${at} ${one.dataset.gap ?? ""}`}>{createPortal(gap(Number(one.dataset.gap)), one)}</Fragment>)}
    </Typography>
  );
}
