// A comment on a place: a passage that is selected in the text, a page of a file, a point of a picture.
import { Button, Group, NativeSelect, NumberInput, Stack, Textarea, TextInput } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import type { HandIn, PinnedComment } from "@/api/assignment";
import { PinnedPicture, type Point } from "@/features/assignment/pinned-picture";
import { useWords } from "@/i18n/use-words";

interface Passage {
  from: number;
  to: number;
}

/** Where in the text a boundary of the selection lies: the marks' numbers are drawn by CSS and count for nothing. */
function offsetIn(place: Node, node: Node, offset: number): number {
  const range = document.createRange();
  range.selectNodeContents(place);
  range.setEnd(node, offset);
  return range.toString().length;
}

function selectedIn(id: string): Passage | null {
  const place = document.getElementById(id);
  const selection = window.getSelection();
  if (!place || !selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!place.contains(range.commonAncestorContainer)) return null;
  return { from: offsetIn(place, range.startContainer, range.startOffset), to: offsetIn(place, range.endContainer, range.endOffset) };
}

/** The last passage that was selected; it stays while the comment is written. */
function usePassage(id: string): [Passage | null, (passage: Passage | null) => void] {
  const [passage, setPassage] = useState<Passage | null>(null);
  useEffect(() => {
    const follow = () => {
      const selected = selectedIn(id);
      if (selected) setPassage(selected);
    };
    document.addEventListener("selectionchange", follow);
    return () => document.removeEventListener("selectionchange", follow);
  }, [id]);
  return [passage, setPassage];
}

export function PinForm({ handIn, add }: { handIn: HandIn; add: (pin: PinnedComment) => void }): ReactNode {
  const { t } = useWords();
  const [passage, setPassage] = usePassage("hand-in-text");
  const [typed, setTyped] = useState("");
  const [place, setPlace] = useState(handIn.text ? "" : (handIn.files[0]?.id ?? ""));
  const [page, setPage] = useState<number | null>(null);
  const [point, setPoint] = useState<Point | null>(null);
  const [comment, setComment] = useState("");
  const file = handIn.files.find((one) => one.id === place);
  const places = [...(handIn.text ? [{ value: "", label: t("marking.theText") }] : []), ...handIn.files.map((one) => ({ value: one.id, label: one.filename }))];
  const quoted = passage ? handIn.text.slice(passage.from, passage.to) : typed;
  const quote = (words: string) => {
    const from = words === "" ? -1 : handIn.text.indexOf(words);
    setTyped(words);
    setPassage(from < 0 ? null : { from, to: from + words.length });
  };
  const isReady = comment.trim() !== "" && (file !== undefined || passage !== null);
  const pin = () => {
    if (file) add({ file_id: file.id, page, x: point?.x ?? null, y: point?.y ?? null, comment: comment.trim() });
    else if (passage) add({ ...passage, comment: comment.trim() });
    setComment("");
    setTyped("");
    setPassage(null);
    setPoint(null);
    setPage(null);
  };
  if (places.length === 0) return null;
  return (
    <Stack gap="xs">
      <Group gap="xs" align="flex-end">
        {places.length > 1 && <NativeSelect label={t("marking.about")} value={place} data={places} onChange={(event) => setPlace(event.currentTarget.value)} />}
        {file?.shown === "pdf" && <NumberInput w={110} min={1} label={t("marking.page")} value={page ?? ""} onChange={(value) => setPage(value === "" ? null : Number(value))} />}
      </Group>
      {file?.shown === "picture" && <PinnedPicture file={file} pins={handIn.pins} point={point} choose={setPoint} />}
      {!file && (
        <TextInput
          label={t("marking.passage")}
          description={t("marking.selectFirst")}
          value={quoted}
          error={quoted !== "" && !passage ? t("marking.noPassage") : undefined}
          onChange={(event) => quote(event.currentTarget.value)}
        />
      )}
      <Textarea autosize minRows={2} label={t("marking.pinComment")} value={comment} onChange={(event) => setComment(event.currentTarget.value)} />
      <Button variant="default" disabled={!isReady} onClick={pin} style={{ alignSelf: "start" }}>
        {t("marking.addPin")}
      </Button>
    </Stack>
  );
}
