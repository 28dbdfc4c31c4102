import { Menu, useMantineColorScheme } from "@mantine/core";
import { Fragment, type ReactNode } from "react";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

const schemes = [
  { value: "auto", words: "app.system" },
  { value: "light", words: "app.light" },
  { value: "dark", words: "app.dark" },
] as const;

export function SchemeMenuItems(): ReactNode {
  const { t } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Fragment>
      <Menu.Label>{t("app.theme")}</Menu.Label>
      {schemes.map(({ value, words }) => (
        <Menu.Item
          key={value}
          role="menuitemradio"
          aria-checked={colorScheme === value}
          rightSection={colorScheme === value ? <Icon name="check" size={16} /> : null}
          onClick={() => setColorScheme(value)}
        >
          {t(words)}
        </Menu.Item>
      ))}
    </Fragment>
  );
}
