import { ActionIcon, Button, Group, Menu, Stack, Textarea } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import type { Post } from "@/api/forum";
import { useErrorWords } from "@/api/words";
import type { usePostActs } from "@/features/forum/use-post-acts";
import { useForumWords } from "@/features/forum/words";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

function ReportForm({ report, close }: { report: (reason: string) => Promise<void>; close: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [reason, setReason] = useState("");
  const sending = useMutation({ mutationFn: () => report(reason), onSuccess: close });
  return (
    <Stack>
      <Textarea data-autofocus autosize minRows={3} maxLength={500} label={t("post.reportText")} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      {sending.error && <Problem>{words(sending.error)}</Problem>}
      <Group justify="flex-end">
        <Button disabled={reason.trim() === ""} loading={sending.isPending} onClick={() => sending.mutate()}>
          {t("post.report")}
        </Button>
      </Group>
    </Stack>
  );
}

/** What is done seldom with a post. */
export function PostMenu({ post, acts, edit }: { post: Post; acts: ReturnType<typeof usePostActs>; edit: () => void }): ReactNode {
  const { t } = useWords();
  const { name } = useForumWords();
  const [isReporting, setReporting] = useState(false);
  return (
    <>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("post.acts", { name: name(post.author) })}>
            <Icon name="more" size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void acts.copyLink()}>{t("post.copyLink")}</Menu.Item>
          {post.can_change && <Menu.Item onClick={edit}>{t("post.edit")}</Menu.Item>}
          {post.can_change && <Menu.Item onClick={acts.remove}>{t("post.delete")}</Menu.Item>}
          {post.can_report && <Menu.Item onClick={() => setReporting(true)}>{t("post.report")}</Menu.Item>}
          {post.can_hide && !post.mine && <Menu.Item onClick={acts.hide}>{t("post.hide")}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <Dialog opened={isReporting} onClose={() => setReporting(false)} title={t("post.report")}>
        <ReportForm report={acts.report} close={() => setReporting(false)} />
      </Dialog>
    </>
  );
}
