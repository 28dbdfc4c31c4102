// The posts of a thread as a tree. However deep it goes, the page indents a few steps only.
import type { Post } from "@/api/forum";

export type PostOrder = "worth" | "age";

export interface Branch {
  post: Post;
  answers: Branch[];
}

/** What is accepted or endorsed stands first, then what people voted for, then the oldest. */
function byWorth(one: Branch, other: Branch): number {
  const worth = ({ post }: Branch) => (post.accepted ? 2 : 0) + (post.endorsed_by ? 1 : 0);
  return worth(other) - worth(one) || other.post.votes - one.post.votes || one.post.id.localeCompare(other.post.id);
}

const byAge = (one: Branch, other: Branch) => one.post.id.localeCompare(other.post.id);

/** The opening post with everything below it; answers to what is not there stand at the top. */
export function treeOf(posts: readonly Post[], opening: string, order: PostOrder): Branch | null {
  const branches = new Map(posts.map((post) => [post.id, { post, answers: [] } as Branch]));
  const root = branches.get(opening);
  if (!root) return null;
  for (const branch of branches.values()) {
    if (branch === root) continue;
    const parent = branch.post.parent_id ? branches.get(branch.post.parent_id) : undefined;
    (parent ?? root).answers.push(branch);
  }
  // Only answers to the question itself compete; below them is talk, which is read as it went.
  for (const branch of branches.values()) branch.answers.sort(branch === root && order === "worth" ? byWorth : byAge);
  prune(root);
  return root;
}

/** What is gone and was never answered need not keep a place. */
function prune(branch: Branch): void {
  branch.answers.forEach(prune);
  branch.answers = branch.answers.filter(({ post, answers }) => post.state === "shown" || answers.length > 0 || post.can_restore || post.text !== null);
}

/** Posts of others since one last read the thread. */
export function isNew(post: Post, readAt: string | null): boolean {
  return !post.mine && post.state === "shown" && readAt !== null && post.created_at > readAt;
}
