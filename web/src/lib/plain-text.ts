/** Markdown without its marks, for cards and lists where only the words count. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/```[\s\S]*?```/g, " ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^\s{0,3}(#{1,6}|>|[-*+]|\d+\.)\s+/gm, "")
    .replace(/(\*\*|__|~~|`)(.+?)\1/g, "$2")
    .replace(/(^|[^\w*])\*(\S[^*]*?)\*(?!\w)/g, "$1$2")
    .replace(/\s+/g, " ")
    .trim();
}
