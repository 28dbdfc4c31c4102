import { Menu, useDirection } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { languages } from "@/i18n/languages";
import { speakAndRemember } from "@/i18n/start";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

export function LanguageMenuItems(): ReactNode {
  const { t, language } = useWords();
  const { setDirection } = useDirection();
  return (
    <Fragment>
      <Menu.Label>{t("app.language")}</Menu.Label>
      {languages.map((one) => (
        <Menu.Item
          key={one.code}
          lang={one.code}
          role="menuitemradio"
          aria-checked={one.code === language}
          rightSection={one.code === language ? <Icon name="check" size={16} /> : null}
          onClick={() => void speakAndRemember(one).then(() => setDirection(one.direction))}
        >
          {one.name}
        </Menu.Item>
      ))}
    </Fragment>
  );
}
