import { Button, Group, Menu, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { api } from "@/api/client";
import { type BulkAct, type CourseGroup, courseRoles, groupsQuery, type RosterRow } from "@/api/enrolment";
import { useErrorWords } from "@/api/words";
import { WriteMessage } from "@/features/roster/write-message";
import { useWords } from "@/i18n/use-words";
import { Confirm } from "@/ui/confirm";
import { Dialog } from "@/ui/dialog";
import { Icon } from "@/ui/icons";
import { Problem } from "@/ui/problem";

interface BulkBarProps {
  course: string;
  title: string;
  rows: readonly RosterRow[];
  busy: boolean;
  /** Whoever teaches may write; places and roles take more. */
  mayEdit: boolean;
  onAct: (act: BulkAct) => void;
  onClear: () => void;
}

function NewGroup({ course, onMade, onClose }: { course: string; onMade: (group: CourseGroup) => void; onClose: () => void }): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [name, setName] = useState("");
  const make = useMutation({ mutationFn: () => api.post<CourseGroup>(`/courses/${course}/groups`, { name }), onSuccess: onMade });
  return (
    <Dialog title={t("roster.newGroup")} opened onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <Stack>
          <TextInput data-autofocus required maxLength={100} label={t("roster.newGroupName")} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          {make.error && <Problem>{words(make.error)}</Problem>}
          <Group justify="flex-end">
            <Button type="submit" loading={make.isPending} disabled={name.trim() === ""}>
              {t("roster.create")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

interface GroupMenuProps {
  course: string;
  rows: readonly RosterRow[];
  busy: boolean;
  onGroup: (act: "add_to_group" | "remove_from_group", id: string) => void;
  onNew: () => void;
}

function GroupMenu({ course, rows, busy, onGroup, onNew }: GroupMenuProps): ReactNode {
  const { t } = useWords();
  const { data: groups } = useQuery(groupsQuery(course));
  const theirs = groups?.items.filter((group) => rows.some((row) => row.groups.some((one) => one.id === group.id))) ?? [];
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" size="compact-md" disabled={busy} rightSection={<Icon name="down" size={16} />}>
          {t("roster.actGroup")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {groups?.items.map((group) => (
          <Menu.Item key={group.id} onClick={() => onGroup("add_to_group", group.id)}>
            {group.name}
          </Menu.Item>
        ))}
        {theirs.length > 0 && <Menu.Divider />}
        {theirs.map((group) => (
          <Menu.Item key={group.id} onClick={() => onGroup("remove_from_group", group.id)}>
            {t("roster.actLeaveGroup", { name: group.name })}
          </Menu.Item>
        ))}
        {groups && groups.items.length > 0 && <Menu.Divider />}
        <Menu.Item onClick={onNew} leftSection={<Icon name="plus" size={16} />}>
          {t("roster.newGroup")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

type Asked = "end" | "group" | "message" | null;

interface ActsProps {
  course: string;
  rows: readonly RosterRow[];
  busy: boolean;
  act: (what: Omit<BulkAct, "enrolment_ids">) => void;
  ask: (what: Asked) => void;
}

/** What changes places, roles and groups. */
function Acts({ course, rows, busy, act, ask }: ActsProps): ReactNode {
  const { t } = useWords();
  return (
    <Fragment>
      {rows.some((row) => row.state === "active") && (
        <Button variant="default" size="compact-md" disabled={busy} onClick={() => act({ act: "suspend" })}>
          {t("roster.actSuspend")}
        </Button>
      )}
      {rows.some((row) => row.state === "suspended") && (
        <Button variant="default" size="compact-md" disabled={busy} onClick={() => act({ act: "resume" })}>
          {t("roster.actResume")}
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <Button variant="default" size="compact-md" disabled={busy} rightSection={<Icon name="down" size={16} />}>
            {t("roster.actRole")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {courseRoles.map((role) => (
            <Menu.Item key={role} onClick={() => act({ act: "set_role", role })}>
              {t(`roster.${role}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <GroupMenu course={course} rows={rows} busy={busy} onGroup={(what, group_id) => act({ act: what, group_id })} onNew={() => ask("group")} />
      {rows.some((row) => row.state === "ended") && (
        <Button variant="default" size="compact-md" disabled={busy} onClick={() => act({ act: "restore" })}>
          {t("roster.actRestore")}
        </Button>
      )}
      {rows.some((row) => row.state !== "ended") && (
        <Button variant="default" size="compact-md" disabled={busy} onClick={() => ask("end")}>
          {t("roster.actEnd")}
        </Button>
      )}
    </Fragment>
  );
}

/** What can be done with all who are selected. */
export function BulkBar({ course, title, rows, busy, mayEdit, onAct, onClear }: BulkBarProps): ReactNode {
  const { t } = useWords();
  const [asks, setAsks] = useState<Asked>(null);
  const ids = rows.map((row) => row.id);
  const act = (what: Omit<BulkAct, "enrolment_ids">) => onAct({ ...what, enrolment_ids: ids });
  return (
    <div className="lectern-bulk" role="toolbar" aria-label={t("roster.selected", { count: rows.length })}>
      <Group gap="xs">
        <Text fw={600} me="sm" className="lectern-numbers">
          {t("roster.selected", { count: rows.length })}
        </Text>
        <Button size="compact-md" leftSection={<Icon name="mail" size={16} />} onClick={() => setAsks("message")}>
          {t("message.write")}
        </Button>
        {mayEdit && <Acts course={course} rows={rows} busy={busy} act={act} ask={setAsks} />}
        <Button variant="subtle" size="compact-md" color="gray" ms="auto" onClick={onClear}>
          {t("course.cancel")}
        </Button>
      </Group>
      <Confirm
        opened={asks === "end"}
        title={t("roster.endTitle", { count: rows.length, course: title })}
        text={t("roster.endText")}
        act={t("roster.actEnd")}
        keep={t("roster.keep")}
        onClose={() => setAsks(null)}
        onConfirm={() => {
          setAsks(null);
          act({ act: "end" });
        }}
      />
      {asks === "message" && <WriteMessage course={course} people={rows} onClose={() => setAsks(null)} onSent={onClear} />}
      {asks === "group" && (
        <NewGroup
          course={course}
          onClose={() => setAsks(null)}
          onMade={(group) => {
            setAsks(null);
            act({ act: "add_to_group", group_id: group.id });
          }}
        />
      )}
    </div>
  );
}
