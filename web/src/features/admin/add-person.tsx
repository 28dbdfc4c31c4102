import { Button, Group, NativeSelect, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { adminKeys } from "@/api/admin";
import { api, ApiError } from "@/api/client";
import type { Role } from "@/api/types";
import { useErrorWords } from "@/api/words";
import { useWords } from "@/i18n/use-words";
import { Dialog } from "@/ui/dialog";
import { Problem } from "@/ui/problem";

const blank = { name: "", email: "", password: "", role: "student" as Role };

export function AddPerson({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const client = useQueryClient();
  const [person, setPerson] = useState(blank);
  const add = useMutation({
    mutationFn: () => api.post("/users", person),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: adminKeys.all });
      setPerson(blank);
      onClose();
    },
  });
  const wrong = add.error instanceof ApiError ? add.error.fields : {};
  const field = (name: keyof typeof blank) => ({
    value: person[name],
    error: wrong[name],
    required: true,
    onChange: (event: { currentTarget: { value: string } }) => setPerson({ ...person, [name]: event.currentTarget.value }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate();
  };
  return (
    <Dialog opened={opened} onClose={onClose} title={t("people.addTitle")}>
      <form onSubmit={submit}>
        <Stack>
          {add.error && Object.keys(wrong).length === 0 && <Problem>{words(add.error)}</Problem>}
          <TextInput label={t("admin.name")} autoComplete="off" data-autofocus {...field("name")} />
          <TextInput label={t("admin.email")} type="email" autoComplete="off" {...field("email")} />
          <PasswordInput label={t("people.password")} description={t("people.passwordHint")} autoComplete="new-password" {...field("password")} />
          <NativeSelect
            label={t("admin.role")}
            data={[
              { value: "student", label: t("admin.student") },
              { value: "instructor", label: t("admin.instructor") },
              { value: "admin", label: t("admin.admin") },
            ]}
            {...field("role")}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t("console.cancel")}
            </Button>
            <Button type="submit" loading={add.isPending}>
              {t("people.create")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
