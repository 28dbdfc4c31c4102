import { Button, Menu } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { api } from "@/api/client";
import { forumKeys, type Level } from "@/api/forum";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { toast } from "@/ui/toast";

export interface Followed {
  what: "forum.followCourse" | "forum.followForum" | "forum.followThread";
  /** "/threads/…/subscription" */
  path: string;
  level: Level;
}

const levels = ["following", "default", "muted"] as const;
const levelWords = { following: "forum.levelFollowing", default: "forum.levelDefault", muted: "forum.levelMuted" } as const;

/** What one wants to hear of: the narrowest that says something counts. */
export function FollowMenu({ targets }: { targets: readonly Followed[] }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const set = useMutation({
    mutationFn: ({ path, level }: { path: string; level: Level }) => api.put(path, { level }),
    onSuccess: () => client.invalidateQueries({ queryKey: forumKeys.all }),
    onError: (error) => toast(words(error)),
  });
  const isFollowing = targets.some((target) => target.level === "following");
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <Button variant="default" leftSection={<Icon name={isFollowing ? "check" : "bell"} size={18} />}>
          {t(isFollowing ? "forum.levelFollowing" : "forum.follow")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {targets.map((target) => (
          <Fragment key={target.path}>
            <Menu.Label>{t(target.what)}</Menu.Label>
            {levels.map((level) => (
              <Menu.Item
                key={level}
                role="menuitemradio"
                aria-checked={target.level === level}
                rightSection={target.level === level ? <Icon name="check" size={16} /> : null}
                onClick={() => set.mutate({ path: target.path, level })}
              >
                {t(levelWords[level])}
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
