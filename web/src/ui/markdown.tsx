import { Typography } from "@mantine/core";
import DOMPurify from "dompurify";
import { marked } from "marked";
import { type ReactNode, useMemo } from "react";

const allowed = {
  ALLOWED_TAGS: ["p", "br", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li", "a", "h1", "h2", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td", "hr"],
  ALLOWED_ATTR: ["href", "title", "start"],
};

/** People's own text: Markdown in, an allow-list of elements out. */
export function Markdown({ text }: { text: string }): ReactNode {
  const html = useMemo(() => DOMPurify.sanitize(marked.parse(text, { async: false, gfm: true }), allowed), [text]);
  return (
    <Typography className="lectern-prose">
      <div dir="auto" dangerouslySetInnerHTML={{ __html: html }} />
    </Typography>
  );
}
