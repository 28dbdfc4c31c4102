import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { usePicture } from "@/api/pictures";
import { keys } from "@/api/queries";
import { useWords } from "@/i18n/use-words";
import { PictureField } from "@/ui/picture-field";

/** Seen in the catalogue and at the top of the course's page. */
export function CourseCover({ course }: { course: string }): ReactNode {
  const { t } = useWords();
  const client = useQueryClient();
  const cover = usePicture(`/courses/${course}/cover`);
  const shown = cover.picture?.urls["480"];
  const before = useRef(shown);
  useEffect(() => {
    if (before.current === shown) return;
    before.current = shown;
    void client.invalidateQueries({ queryKey: keys.outline(course) });
    void client.invalidateQueries({ queryKey: keys.courses });
  }, [client, course, shown]);
  return <PictureField label={t("picture.cover")} {...cover} shown={{ size: "480", width: 240, height: 135 }} withAlt />;
}
