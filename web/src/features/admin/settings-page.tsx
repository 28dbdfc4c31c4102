import { Badge, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { adminKeys, type Setting, settingsQuery } from "@/api/admin";
import { api, ApiError } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { Console } from "@/features/admin/console";
import { groupOf, settingGroups, settingWords, valueWords } from "@/i18n/settings";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";
import { RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

function useSave(setting: Setting) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (value: string | null) => api.patch<{ items: Setting[] }>("/admin/settings", { values: { [setting.key]: value } }),
    onSuccess: (settings) => {
      client.setQueryData(adminKeys.settings, settings);
      if (setting.key.startsWith("institution.")) void client.invalidateQueries({ queryKey: adminKeys.site });
    },
  });
}

function Field({ setting, name }: { setting: Setting; name: string }): ReactNode {
  const { t, spoken } = useWords();
  const words = useErrorWords();
  const save = useSave(setting);
  const [value, setValue] = useState(setting.value ?? "");
  const wrong = save.error ? (save.error instanceof ApiError ? (save.error.fields[setting.key] ?? words(save.error)) : words(save.error)) : undefined;
  const common = { "aria-label": name, value, error: wrong, size: "sm" } as const;
  if (setting.choices.length > 0)
    return (
      <NativeSelect
        {...common}
        data={setting.choices.map((value) => ({ value, label: valueWords(spoken, setting.key, value) }))}
        disabled={save.isPending}
        onChange={(event) => {
          setValue(event.currentTarget.value);
          save.mutate(event.currentTarget.value);
        }}
      />
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(value);
      }}
    >
      <Group gap="xs" align="flex-start" wrap="nowrap">
        <TextInput {...common} style={{ flex: 1 }} onChange={(event) => setValue(event.currentTarget.value)} />
        {value !== setting.value && (
          <Button type="submit" loading={save.isPending}>
            {t("console.save")}
          </Button>
        )}
      </Group>
    </form>
  );
}

function Reset({ setting }: { setting: Setting }): ReactNode {
  const { t, spoken } = useWords();
  const save = useSave(setting);
  return (
    <Button size="compact-sm" variant="subtle" leftSection={<Icon name="retry" size={16} />} loading={save.isPending} onClick={() => save.mutate(null)}>
      {setting.default ? t("serverSettings.reset", { value: valueWords(spoken, setting.key, setting.default) }) : t("serverSettings.resetEmpty")}
    </Button>
  );
}

/** "from 5m to 90d" is said in the reader's language, anything else as the server says it. */
function useAllowed({ allowed }: Setting): string {
  const { t } = useWords();
  const [, least, most] = /^from (\S+) to (\S+)$/.exec(allowed) ?? [];
  return least && most ? t("serverSettings.between", { least, most }) : allowed;
}

function Row({ setting }: { setting: Setting }): ReactNode {
  const { t, spoken } = useWords();
  const { name = setting.key, help = setting.help } = settingWords(spoken).settings[setting.key] ?? {};
  const allowed = useAllowed(setting);
  const lock = setting.source === "file" || setting.source === "environment" || setting.source === "flag" ? setting.source : null;
  return (
    <div className="lectern-setting">
      <div>
        <Text fw={650}>{name}</Text>
        <Text size="sm">{help}</Text>
        <Text ff="monospace" size="xs" c="dimmed">
          <bdi>{setting.key}</bdi>
        </Text>
        {setting.allowed && setting.choices.length === 0 && (
          <Text size="xs" c="dimmed">
            {t("serverSettings.allowed", { allowed })}
          </Text>
        )}
      </div>
      <Stack gap={4} align="stretch">
        {setting.editable ? (
          // A value that came back from the server starts the field anew.
          <Field key={setting.value ?? ""} setting={setting} name={name} />
        ) : (
          <Text className="lectern-numbers" style={{ overflowWrap: "anywhere" }}>
            {setting.value === null ? t("serverSettings.secret") : valueWords(spoken, setting.key, setting.value) || "–"}
          </Text>
        )}
        {lock && (
          <Badge variant="default" tt="none" style={{ alignSelf: "flex-start" }}>
            {t(`serverSettings.locked_${lock}`)}
          </Badge>
        )}
        {setting.editable && setting.source === "stored" && <Reset setting={setting} />}
      </Stack>
    </div>
  );
}

/** Under the names of what they are about. */
function Groups({ settings, order }: { settings: readonly Setting[]; order: 2 | 3 }): ReactNode {
  const { spoken } = useWords();
  const names = settingWords(spoken).groups;
  return settingGroups.map((group) => {
    const own = settings.filter((setting) => groupOf(setting.key) === group);
    if (own.length === 0) return null;
    return (
      <section key={group} style={{ marginBlockStart: 32 }}>
        <Title order={order} size="h3">
          {names[group]}
        </Title>
        {own.map((setting) => (
          <Row key={setting.key} setting={setting} />
        ))}
      </section>
    );
  });
}

export default function SettingsPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const { data, error, isPending, refetch } = useQuery(settingsQuery);
  const atOnce = data?.items.filter((setting) => setting.applies === "at_once") ?? [];
  const atStart = data?.items.filter((setting) => setting.applies === "at_start") ?? [];
  return (
    <Console title={t("console.settings")} lead={t("serverSettings.lead")}>
      {error && <Problem retry={{ words: t("error.retry"), act: () => void refetch() }}>{words(error)}</Problem>}
      {isPending && <RowsSkeleton rows={8} height={64} />}
      <Groups settings={atOnce} order={2} />
      {atStart.length > 0 && (
        <section style={{ marginBlockStart: 48 }}>
          <Title order={2}>{t("serverSettings.atStart")}</Title>
          <Text c="dimmed">{t("serverSettings.atStartLead")}</Text>
          <Groups settings={atStart} order={3} />
        </section>
      )}
    </Console>
  );
}
