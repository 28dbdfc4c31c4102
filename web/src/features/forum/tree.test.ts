import { describe, expect, it } from "vitest";
import type { Post } from "@/api/forum";
import { type Branch, isNew, treeOf } from "@/features/forum/tree";

const post = (id: string, parent_id: string | null, more: Partial<Post> = {}): Post =>
  ({ id, parent_id, state: "shown", text: id, votes: 0, accepted: false, endorsed_by: null, mine: false, can_restore: false, created_at: id, ...more }) as Post;

const shape = (branch: Branch | null): unknown => branch && [branch.post.id, ...branch.answers.map(shape)];

describe("the tree of a thread", () => {
  it("hangs every answer under what it answers", () => {
    const posts = [post("a", null), post("b", "a"), post("c", "b"), post("d", "a")];
    expect(shape(treeOf(posts, "a", "age"))).toEqual(["a", ["b", ["c"]], ["d"]]);
  });

  it("puts the accepted answer first, then endorsed ones, then votes; talk below stays as it went", () => {
    const posts = [
      post("a", null),
      post("b", "a"),
      post("c", "a", { votes: 5 }),
      post("d", "a", { endorsed_by: {} as never }),
      post("e", "a", { accepted: true }),
      post("f", "b"),
      post("g", "b", { votes: 9 }),
    ];
    expect(shape(treeOf(posts, "a", "worth"))).toEqual(["a", ["e"], ["d"], ["c"], ["b", ["f"], ["g"]]]);
  });

  it("keeps the place of what is gone only where somebody answered", () => {
    const gone = { state: "deleted", text: null } as const;
    const posts = [post("a", null), post("b", "a", gone), post("c", "b"), post("d", "a", gone)];
    expect(shape(treeOf(posts, "a", "age"))).toEqual(["a", ["b", ["c"]]]);
  });

  it("loses no answer whose parent is not there", () => {
    expect(shape(treeOf([post("a", null), post("b", "x")], "a", "age"))).toEqual(["a", ["b"]]);
    expect(treeOf([post("b", "x")], "a", "age")).toBeNull();
  });

  it("counts as new what others wrote since one last read it", () => {
    expect(isNew(post("5", "a"), "4")).toBe(true);
    expect(isNew(post("3", "a"), "4")).toBe(false);
    expect(isNew(post("5", "a", { mine: true }), "4")).toBe(false);
    expect(isNew(post("5", "a"), null)).toBe(false);
  });
});
