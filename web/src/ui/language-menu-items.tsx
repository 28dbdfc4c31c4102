import { Menu } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { languages } from "@/i18n/languages";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { useSpeak } from "@/ui/use-speak";

export function LanguageMenuItems({ onChoose }: { onChoose: (tag: string) => void }): ReactNode {
  const { t, spoken } = useWords();
  const speak = useSpeak();
  return (
    <Fragment>
      <Menu.Label>{t("app.language")}</Menu.Label>
      {languages.map((one) => (
        <Menu.Item
          key={one.code}
          lang={one.code}
          role="menuitemradio"
          aria-checked={one.code === spoken}
          rightSection={one.code === spoken ? <Icon name="check" size={16} /> : null}
          onClick={() => {
            speak(one.code);
            onChoose(one.code);
          }}
        >
          {one.name}
        </Menu.Item>
      ))}
    </Fragment>
  );
}
