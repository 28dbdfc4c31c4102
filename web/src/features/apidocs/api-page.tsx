// The API, readable: from the description that the server itself serves, so that page and server cannot part.
import "@/features/apidocs/apidocs.css";
import { Accordion, Anchor, Badge, Code, Group, Stack, Table, Text, TextInput, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { type Description, descriptionQuery, type Schema } from "@/api/description";
import { useErrorWords } from "@/api/words";
import { answerOf, bodyOf, type Entry, fieldsOf, groupsOf, parametersOf, typeWords } from "@/features/apidocs/reading";
import { useWords } from "@/i18n/use-words";
import { Markdown } from "@/ui/markdown";
import { Page, RowsSkeleton } from "@/ui/page";
import { Problem } from "@/ui/problem";

interface Row {
  name: string;
  type: string;
  required: boolean;
  description: string;
}

function Fields({ title, rows }: { title: string; rows: Row[] }): ReactNode {
  const { t } = useWords();
  if (rows.length === 0) return null;
  return (
    <Table.ScrollContainer minWidth={480} scrollAreaProps={{ viewportProps: { tabIndex: 0, role: "region", "aria-label": title } }}>
      <Table className="lectern-api-fields" verticalSpacing={4}>
        <Table.Caption>{title}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("apidocs.name")}</Table.Th>
            <Table.Th>{t("apidocs.type")}</Table.Th>
            <Table.Th>{t("apidocs.meaning")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.name}>
              <Table.Td>
                <Code>{row.name}</Code>
              </Table.Td>
              <Table.Td>
                <Text size="sm">{row.type}</Text>
              </Table.Td>
              <Table.Td>
                <Text size="sm">{[row.required ? t("apidocs.required") : "", row.description].filter(Boolean).join(" ")}</Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Body({ description, title, schema }: { description: Description; title: string; schema: Schema | undefined }): ReactNode {
  if (!schema) return null;
  const rows = fieldsOf(description, schema);
  if (rows.length === 0) return null;
  return <Fields title={`${title}: ${typeWords(schema)}`} rows={rows} />;
}

function Operation({ description, entry }: { description: Description; entry: Entry }): ReactNode {
  const { t } = useWords();
  const { operation } = entry;
  const answers = Object.entries(operation.responses).map(([status, answer]) => ({ status, ...answerOf(description, answer) }));
  const parameters = parametersOf(description, operation).map((parameter) => ({
    name: parameter.in === "path" ? `{${parameter.name}}` : `?${parameter.name}`,
    type: typeWords(parameter.schema),
    required: !!parameter.required,
    description: parameter.description ?? "",
  }));
  return (
    <Stack gap="md">
      {operation.description && <Text>{operation.description}</Text>}
      <Fields title={t("apidocs.parameters")} rows={parameters} />
      <Body description={description} title={t("apidocs.request")} schema={bodyOf(operation.requestBody?.content)} />
      {answers
        .filter(({ status }) => status.startsWith("2"))
        .map(({ status, content }) => (
          <Body key={status} description={description} title={t("apidocs.answer")} schema={bodyOf(content)} />
        ))}
      <Table className="lectern-api-fields" verticalSpacing={4}>
        <Table.Caption>{t("apidocs.statuses")}</Table.Caption>
        <Table.Tbody>
          {answers.map((answer) => (
            <Table.Tr key={answer.status}>
              <Table.Td>
                <Code>{answer.status}</Code>
              </Table.Td>
              <Table.Td>
                <Text size="sm">{answer.description}</Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function Subject({ description, tag, entries }: { description: Description; tag: string; entries: Entry[] }): ReactNode {
  return (
    <section aria-labelledby={`tag-${tag}`}>
      <Title order={2} id={`tag-${tag}`} mb="xs">
        {tag}
      </Title>
      <Accordion multiple variant="separated" order={3} chevronPosition="left">
        {entries.map((entry) => (
          <Accordion.Item key={entry.operation.operationId} value={entry.operation.operationId}>
            <Accordion.Control>
              <Group gap="sm" wrap="wrap">
                <Badge variant="outline" className="lectern-api-method">
                  {entry.method}
                </Badge>
                <Code className="lectern-api-path">{entry.path}</Code>
                <Text size="sm">{entry.operation.summary}</Text>
              </Group>
            </Accordion.Control>
            <Accordion.Panel>
              <Operation description={description} entry={entry} />
            </Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </section>
  );
}

export default function ApiPage(): ReactNode {
  const { t } = useWords();
  const words = useErrorWords();
  const [wanted, setWanted] = useState("");
  const query = useQuery(descriptionQuery);
  const description = query.data;
  const groups = description ? [...groupsOf(description, wanted)] : [];
  return (
    <Page
      title={t("apidocs.title")}
      lead={description && t("apidocs.version", { version: description.info.version })}
      actions={<Anchor href="/api/v1/openapi.json">{t("apidocs.raw")}</Anchor>}
    >
      {query.error && <Problem retry={{ words: t("error.retry"), act: () => void query.refetch() }}>{words(query.error)}</Problem>}
      {!description && !query.error && <RowsSkeleton rows={8} height={48} />}
      {description && (
        <Stack gap="xl">
          <Markdown text={description.info.description} />
          <TextInput type="search" label={t("apidocs.search")} placeholder="POST courses" value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
          {groups.map(([tag, entries]) => (
            <Subject key={tag} description={description} tag={tag} entries={entries} />
          ))}
          {groups.length === 0 && <Text c="dimmed">{t("apidocs.none")}</Text>}
        </Stack>
      )}
    </Page>
  );
}
