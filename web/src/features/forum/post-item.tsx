import { Button, Skeleton, Text } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useContext, useState } from "react";
import { api } from "@/api/client";
import type { DraftContent, Post, Thread } from "@/api/forum";
import { Composer } from "@/features/forum/composer";
import { PostHead } from "@/features/forum/post-head";
import { PostMenu } from "@/features/forum/post-menu";
import { type Branch, isNew } from "@/features/forum/tree";
import { usePostActs } from "@/features/forum/use-post-acts";
import { Written } from "@/features/forum/use-thread-posts";
import { useForumWords } from "@/features/forum/words";
import { useWords } from "@/i18n/use-words";
import { toTyped } from "@/lib/mentions";
import { Avatar } from "@/ui/avatar";
import { Icon } from "@/ui/icons";

const RichText = lazy(() => import("@/ui/rich-text").then((found) => ({ default: found.RichText })));

/** Deeper answers stand no further in. */
const deepest = 4;

function Body({ post }: { post: Post }): ReactNode {
  const { t } = useWords();
  if (post.text === null)
    return (
      <Text c="dimmed" fs="italic">
        {t(post.state === "hidden" ? "post.hidden" : "post.deleted")}
      </Text>
    );
  return (
    <>
      {post.state === "hidden" && (
        <Text c="dimmed" fs="italic">
          {t("post.hidden")}
        </Text>
      )}
      <Suspense fallback={<Skeleton height={40} />}>
        <RichText text={post.text} mentions={post.mentions} />
      </Suspense>
    </>
  );
}

function Acts({ post, acts, reply, edit }: { post: Post; acts: ReturnType<typeof usePostActs>; reply: (() => void) | null; edit: () => void }): ReactNode {
  const { t } = useWords();
  const { name } = useForumWords();
  const subtle = { variant: "subtle", size: "compact-sm", color: "gray", c: "var(--mantine-color-text)" } as const;
  return (
    <div className="lectern-post-acts">
      {(post.can_vote || post.votes > 0) && (
        <Button
          {...subtle}
          {...(post.voted ? { variant: "light" as const } : {})}
          className="lectern-numbers"
          disabled={!post.can_vote}
          aria-pressed={post.voted}
          aria-label={`${t("post.vote", { name: name(post.author) })}, ${t("forum.votesCount", { count: post.votes })}`}
          leftSection={<Icon name="up" size={16} />}
          onClick={acts.vote}
        >
          {post.votes}
        </Button>
      )}
      {reply && (
        <Button {...subtle} leftSection={<Icon name="reply" size={16} />} aria-label={t("post.replyTo", { name: name(post.author) })} onClick={reply}>
          {t("post.reply")}
        </Button>
      )}
      {post.can_accept && (
        <Button {...subtle} leftSection={<Icon name="check" size={16} />} disabled={acts.isBusy} onClick={acts.accept}>
          {t(post.accepted ? "post.unaccept" : "post.accept")}
        </Button>
      )}
      {post.can_endorse && (
        <Button {...subtle} leftSection={<Icon name="star" size={16} />} disabled={acts.isBusy} onClick={acts.endorse}>
          {t(post.endorsed_by ? "post.unendorse" : "post.endorse")}
        </Button>
      )}
      {post.can_restore && (
        <Button {...subtle} leftSection={<Icon name="retry" size={16} />} onClick={acts.restore}>
          {t("post.restore")}
        </Button>
      )}
      {post.state === "shown" && <PostMenu post={post} acts={acts} edit={edit} />}
    </div>
  );
}

interface PostItemProps {
  branch: Branch;
  thread: Thread;
  depth: number;
  /** Who wrote what this answers. */
  answered: string | null;
  /** Since when posts are new. */
  readAt: string | null;
}

export function PostItem({ branch, thread, depth, answered, readAt }: PostItemProps): ReactNode {
  const { t } = useWords();
  const { name } = useForumWords();
  const { post } = branch;
  const written = useContext(Written);
  const acts = usePostActs(post);
  const [mode, setMode] = useState<"reply" | "edit" | null>(null);
  const author = name(post.author);
  const before: DraftContent = { text: toTyped(post.text ?? "", post.mentions), people: post.mentions };
  const isOpening = depth === 0;
  return (
    <article
      id={`post-${post.id}`}
      className="lectern-post"
      aria-label={t("post.by", { name: author })}
      data-accepted={post.accepted || undefined}
      data-new={isNew(post, readAt) || undefined}
    >
      <div className="lectern-post-face">
        <Avatar name={author} picture={post.author?.picture ?? null} size={36} />
      </div>
      <div style={{ minWidth: 0 }}>
        <PostHead post={post} answers={depth > deepest ? answered : null} isNew={isNew(post, readAt)} />
        {mode === "edit" ? (
          <Composer
            course={thread.course_id}
            place={`edit-${post.id}`}
            label={t("post.editing")}
            act={t("post.save")}
            initial={before}
            autoFocus
            send={({ text }) => api.patch(`/posts/${post.id}`, { text })}
            done={() => {
              setMode(null);
              void acts.refresh();
            }}
            cancel={() => setMode(null)}
          />
        ) : (
          <Body post={post} />
        )}
        {mode !== "edit" && <Acts post={post} acts={acts} reply={post.can_reply && !isOpening ? () => setMode("reply") : null} edit={() => setMode("edit")} />}
        {mode === "reply" && (
          <Composer
            course={thread.course_id}
            place={`post-${post.id}`}
            label={t("post.replyTo", { name: author })}
            act={t("post.send")}
            autoFocus
            mayHide={thread.forum.anonymity === "allowed"}
            waitsUntil={thread.waits_until}
            send={async ({ text, anonymous, key }) => written((await api.postOnce<Post>(`/threads/${thread.id}/posts`, { text, anonymous, parent_id: post.id }, key)).id)}
            done={() => {
              setMode(null);
              void acts.refresh();
            }}
            cancel={() => setMode(null)}
          />
        )}
      </div>
    </article>
  );
}

/** Answers below what they answer; a long exchange can be folded away. */
export function Answers({ branches, thread, depth, answered, readAt }: { branches: readonly Branch[]; thread: Thread; depth: number; answered: string; readAt: string | null }): ReactNode {
  return (
    <ol className="lectern-answers">
      {branches.map((branch) => (
        <AnswerItem key={branch.post.id} branch={branch} thread={thread} depth={depth} answered={answered} readAt={readAt} />
      ))}
    </ol>
  );
}

function AnswerItem(props: PostItemProps): ReactNode {
  const { t } = useWords();
  const { name } = useForumWords();
  const { branch, thread, depth, readAt } = props;
  const [isFolded, setFolded] = useState(false);
  const count = branch.answers.length;
  return (
    <li>
      <PostItem {...props} />
      {count > 0 && (
        <Button
          variant="subtle"
          size="compact-xs"
          color="gray"
          c="dimmed"
          aria-expanded={!isFolded}
          leftSection={<Icon name={isFolded ? "down" : "up"} size={14} />}
          onClick={() => setFolded(!isFolded)}
        >
          {t(isFolded ? "post.expand" : "post.collapse", { count })}
        </Button>
      )}
      {count > 0 && !isFolded && <Answers branches={branch.answers} thread={thread} depth={depth + 1} answered={name(branch.post.author)} readAt={readAt} />}
    </li>
  );
}
