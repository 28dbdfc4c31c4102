import { Badge, Button, Group, NativeSelect, Stack, Text, TextInput, Title } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { adminKeys, type Setting, settingsQuery } from "@/api/admin";
import { api, ApiError } from "@/api/client";
import { useErrorWords } from "@/api/words";
import { Console } from "@/features/admin/console";
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

function Field({ setting }: { setting: Setting }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const save = useSave(setting);
  const [value, setValue] = useState(setting.value ?? "");
  const wrong = save.error ? (save.error instanceof ApiError ? (save.error.fields[setting.key] ?? words(save.error)) : words(save.error)) : undefined;
  const common = { "aria-label": setting.key, value, error: wrong, size: "sm" } as const;
  if (setting.choices.length > 0)
    return (
      <NativeSelect
        {...common}
        data={setting.choices}
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
  const { t } = useWords();
  const save = useSave(setting);
  return (
    <Button size="compact-sm" variant="subtle" leftSection={<Icon name="retry" size={16} />} loading={save.isPending} onClick={() => save.mutate(null)}>
      {setting.default ? t("serverSettings.reset", { value: setting.default }) : t("serverSettings.resetEmpty")}
    </Button>
  );
}

function Row({ setting }: { setting: Setting }): ReactNode {
  const { t } = useWords();
  const lock = setting.source === "file" || setting.source === "environment" || setting.source === "flag" ? setting.source : null;
  return (
    <div className="lectern-setting">
      <div>
        <Text ff="monospace" size="sm" fw={650}>
          {setting.key}
        </Text>
        <Text size="sm">{setting.help}</Text>
        {setting.allowed && setting.choices.length === 0 && (
          <Text size="xs" c="dimmed">
            {t("serverSettings.allowed", { allowed: setting.allowed })}
          </Text>
        )}
      </div>
      <Stack gap={4} align="stretch">
        {setting.editable ? (
          // A value that came back from the server starts the field anew.
          <Field key={setting.value ?? ""} setting={setting} />
        ) : (
          <Text className="lectern-numbers" style={{ overflowWrap: "anywhere" }}>
            {setting.value === null ? t("serverSettings.secret") : setting.value || "–"}
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
      {atOnce.map((setting) => (
        <Row key={setting.key} setting={setting} />
      ))}
      {atStart.length > 0 && (
        <section style={{ marginBlockStart: 48 }}>
          <Title order={2}>{t("serverSettings.atStart")}</Title>
          <Text c="dimmed">{t("serverSettings.atStartLead")}</Text>
          {atStart.map((setting) => (
            <Row key={setting.key} setting={setting} />
          ))}
        </section>
      )}
    </Console>
  );
}
