import { Button } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useWords } from "@/i18n/use-words";
import { type MomentLink, partsOf } from "@/questions/moment-links";
import { Icon } from "@/ui/icons";
import { RichText } from "@/ui/rich-text";

/** A small player, fetched when it is wanted: the page of the question stays light. */
function Moment({ moment }: { moment: MomentLink }): ReactNode {
  const { t } = useWords();
  const [isOpen, setOpen] = useState(false);
  if (!isOpen)
    return (
      <Button variant="default" my={8} style={{ alignSelf: "flex-start" }} leftSection={<Icon name="video" size={18} />} onClick={() => setOpen(true)}>
        {t("quiz.playMoment", { title: moment.words })}
      </Button>
    );
  return <iframe className="lectern-quiz-moment" src={`/embed/${moment.lesson}?t=${moment.seconds}`} title={moment.words} allow="fullscreen; picture-in-picture" />;
}

interface TextProps {
  text: string;
  /** What stands at [[1]], [[2]] …; where it is absent they are words like others. */
  gap?: (number: number) => ReactNode;
}

/** A text of a question: Markdown with sounds, and moments of recordings between. */
export function QuestionText({ text, gap }: TextProps): ReactNode {
  return partsOf(text).map((part, at) => ("text" in part ? <RichText key={at} text={part.text} gap={gap} /> : <Moment key={at} moment={part} />));
}
