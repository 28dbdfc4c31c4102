import { ActionIcon, Button, Fieldset, Group, NativeSelect, Stack, Text, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import type { ClaimRule } from "@/api/federation";
import { useWords } from "@/i18n/use-words";
import { Icon } from "@/ui/icons";

interface RowProps {
  rule: ClaimRule;
  number: number;
  onChange: (rule: ClaimRule) => void;
  onRemove: () => void;
}

function RuleRow({ rule, number, onChange, onRemove }: RowProps): ReactNode {
  const { t } = useWords();
  const roles = [
    { value: "", label: t("provider.noRole") },
    { value: "student", label: t("admin.student") },
    { value: "instructor", label: t("admin.instructor") },
    { value: "admin", label: t("admin.admin") },
  ];
  return (
    <Group gap="xs" align="flex-end">
      <TextInput
        label={t("provider.claim")}
        placeholder="groups"
        style={{ flex: "1 1 120px" }}
        value={rule.claim}
        onChange={(event) => onChange({ ...rule, claim: event.currentTarget.value })}
      />
      <TextInput
        label={t("provider.value")}
        style={{ flex: "1 1 120px" }}
        value={rule.value}
        onChange={(event) => onChange({ ...rule, value: event.currentTarget.value })}
      />
      <NativeSelect
        label={t("provider.role")}
        style={{ flex: "1 1 120px" }}
        data={roles}
        value={rule.role ?? ""}
        onChange={(event) => onChange({ ...rule, role: (event.currentTarget.value || null) as ClaimRule["role"] })}
      />
      <TextInput
        label={t("provider.cohort")}
        style={{ flex: "1 1 120px" }}
        value={rule.cohort}
        onChange={(event) => onChange({ ...rule, cohort: event.currentTarget.value })}
      />
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("provider.removeRule", { number })} onClick={onRemove}>
        <Icon name="trash" />
      </ActionIcon>
    </Group>
  );
}

/** Which claims give which role and cohort: rows that are added, changed and removed. */
export function ClaimRules({ rules, onChange }: { rules: ClaimRule[]; onChange: (rules: ClaimRule[]) => void }): ReactNode {
  const { t } = useWords();
  const add = () => onChange([...rules, { claim: "", value: "", role: null, cohort: "" }]);
  return (
    <Fieldset legend={t("provider.rules")}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t("provider.rulesHint")}
        </Text>
        {rules.map((rule, index) => (
          <RuleRow
            key={index}
            rule={rule}
            number={index + 1}
            onChange={(changed) => onChange(rules.map((one, place) => (place === index ? changed : one)))}
            onRemove={() => onChange(rules.filter((_, place) => place !== index))}
          />
        ))}
        <div>
          <Button variant="default" size="compact-md" onClick={add}>
            {t("provider.addRule")}
          </Button>
        </div>
      </Stack>
    </Fieldset>
  );
}
