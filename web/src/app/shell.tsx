import { ActionIcon, Button, Group, Menu, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Fragment, type ReactNode } from "react";
import { Link, useLocation } from "wouter";
import { api } from "@/api/client";
import { pictureQuery } from "@/api/pictures";
import { becomeUser } from "@/api/queries";
import { admits, type Who } from "@/app/routes";
import { ConsoleNavigation } from "@/app/console-nav";
import { useKeepLanguage, useMe } from "@/app/session";
import { useInstitution } from "@/app/institution";
import { consolePagesFor } from "@/features/admin/pages";
import { UploadBadge } from "@/features/upload/upload-badge";
import { useWords } from "@/i18n/use-words";
import { Avatar } from "@/ui/avatar";
import { Icon, type IconName } from "@/ui/icons";
import { initials } from "@/lib/initials";
import { LanguageMenuItems } from "@/ui/language-menu-items";
import { Glyph } from "@/ui/logo";
import { SchemeMenuItems } from "@/ui/scheme-menu-items";

interface Place {
  path: string;
  words: "app.home" | "app.courses" | "programme.many" | "calendar.title" | "console.title";
  icon: IconName;
  who: Who;
}

const places: readonly Place[] = [
  { path: "/", words: "app.home", icon: "home", who: "signed-in" },
  { path: "/courses", words: "app.courses", icon: "book", who: "anyone" },
  { path: "/programmes", words: "programme.many", icon: "book", who: "anyone" },
  { path: "/calendar", words: "calendar.title", icon: "calendar", who: "signed-in" },
];

function usePlaces() {
  const me = useMe();
  const [here] = useLocation();
  const start = consolePagesFor(me)[0]?.path;
  const all: readonly Place[] = start ? [...places, { path: start, words: "console.title", icon: "settings", who: "signed-in" }] : places;
  return all
    .filter((place) => admits(place.who, me?.role))
    .map((place) => ({ ...place, current: place.path === "/" ? here === "/" : here.startsWith(place.words === "console.title" ? "/admin" : place.path) }));
}

function Navigation(): ReactNode {
  const { t } = useWords();
  return (
    <Group component="nav" aria-label={t("app.menu")} className="lectern-nav" visibleFrom="xs">
      {usePlaces().map((place) => (
        <Link key={place.path} href={place.path} aria-current={place.current ? "page" : undefined}>
          {t(place.words)}
        </Link>
      ))}
    </Group>
  );
}

/** The places again, for screens too narrow to show them in the header. */
function NarrowPlaces(): ReactNode {
  const { t } = useWords();
  return (
    <Fragment>
      {usePlaces().map((place) => (
        <Menu.Item key={place.path} component={Link} href={place.path} leftSection={<Icon name={place.icon} size={18} />} hiddenFrom="xs">
          {t(place.words)}
        </Menu.Item>
      ))}
      <Menu.Divider hiddenFrom="xs" />
    </Fragment>
  );
}

function AccountMenu(): ReactNode {
  const { t } = useWords();
  const me = useMe();
  const keepLanguage = useKeepLanguage();
  const { data: picture } = useQuery({ ...pictureQuery("/me/picture"), enabled: !!me });
  const client = useQueryClient();
  const [, go] = useLocation();
  const signOut = async () => {
    const { url } = await api.post<{ url: string | null }>("/auth/oidc/logout");
    // Whoever came from a provider is signed out there, too.
    if (url) return window.location.assign(url);
    go("/sign-in");
    becomeUser(client, null);
  };
  return (
    <Menu width={240}>
      <Menu.Target>
        <ActionIcon variant="subtle" size="lg" radius="xl" aria-label={me ? `${initials(me.name)}, ${t("app.account")}` : t("app.menu")} color="gray">
          {me ? (
            <Avatar name={me.name} picture={picture} />
          ) : (
            <Icon name="menu" />
          )}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {me && (
          <Text px="sm" py={6} size="sm" component="div" role="presentation">
            <strong>{me.name}</strong>
            <br />
            <Text component="span" size="xs" c="dimmed">
              {me.email}
            </Text>
          </Text>
        )}
        <NarrowPlaces />
        {me && (
          <Fragment>
            <Menu.Item component={Link} href="/my-courses">
              {t("mine.title")}
            </Menu.Item>
            <Menu.Item component={Link} href="/certificates">
              {t("certificate.mine")}
            </Menu.Item>
            <Menu.Item component={Link} href="/messages">
              {t("message.title")}
            </Menu.Item>
            <Menu.Item component={Link} href="/observed">
              {t("observed.title")}
            </Menu.Item>
            {me.role !== "student" && (
              <Menu.Item component={Link} href="/trash">
                {t("trash.title")}
              </Menu.Item>
            )}
            <Menu.Item component={Link} href="/account">
              {t("app.account")}
            </Menu.Item>
          </Fragment>
        )}
        <LanguageMenuItems onChoose={keepLanguage} />
        <Menu.Divider />
        <SchemeMenuItems />
        {me && <Menu.Divider />}
        {me && <Menu.Item onClick={() => void signOut()}>{t("app.signOut")}</Menu.Item>}
      </Menu.Dropdown>
    </Menu>
  );
}

export function Shell({ children }: { children: ReactNode }): ReactNode {
  const { t } = useWords();
  const institution = useInstitution();
  const me = useMe();
  const [here] = useLocation();
  return (
    <Fragment>
      <a className="lectern-skip" href="#content">
        {t("app.skip")}
      </a>
      <header className="lectern-header">
        <Link href={me ? "/" : "/courses"} className="lectern-mark">
          <Glyph />
          {institution ?? t("app.name")}
        </Link>
        <Navigation />
        <Group gap="sm" ms="auto" wrap="nowrap">
          {me && <UploadBadge />}
          {!me && here !== "/sign-in" && (
            <Button component={Link} href="/sign-in" size="compact-md">
              {t("app.signIn")}
            </Button>
          )}
          <AccountMenu />
        </Group>
      </header>
      {here.startsWith("/admin") && <ConsoleNavigation />}
      <main id="content" tabIndex={-1} style={{ outline: "none" }}>
        {children}
      </main>
    </Fragment>
  );
}
