/** Where to go after signing in: a path of this app, never another site. */
export function safeTarget(wish: string | null): string {
  return wish && wish.startsWith("/") && !wish.startsWith("//") && !wish.includes("\\") ? wish : "/";
}
