import { Button, Checkbox, Stack, Text } from "@mantine/core";
import { Fragment, type ReactNode, useState } from "react";
import { type CourseList, type Facet, facets, type FacetValue } from "@/api/courses";
import type { BrowseState } from "@/features/course/use-browse";
import { useWords } from "@/i18n/use-words";

const fewer = 6;

/** What a value is called: the server's name for people, categories and topics, the page's own for the rest. */
export function useFacetLabel(): (facet: Facet, value: FacetValue) => string {
  const { t, language } = useWords();
  return (facet, { value, label }) => {
    if (facet === "level") return t(`browse.levels_${value as "any"}`);
    if (facet === "type") return t(`browse.types_${value as "live"}`);
    if (facet === "price") return t(`browse.prices_${value as "free"}`);
    if (facet === "language") return new Intl.DisplayNames(language, { type: "language" }).of(value) ?? value;
    return label;
  };
}

/** Children under their parents; a child whose parent has no course of its own stands by itself. */
function indent(facet: Facet, value: FacetValue, all: readonly FacetValue[]): number {
  return facet === "category" && value.parent && all.some((other) => other.value === value.parent) ? 24 : 0;
}

function Group({ facet, values, state }: { facet: Facet; values: readonly FacetValue[]; state: BrowseState }): ReactNode {
  const { t } = useWords();
  const label = useFacetLabel();
  const [showsAll, setShowsAll] = useState(false);
  const chosen = state.chosen(facet);
  const shown = showsAll ? values : values.filter((value, index) => index < fewer || chosen.includes(value.value));
  return (
    <fieldset className="lectern-filter">
      <Text component="legend" fw={600} size="sm">
        {t(`browse.${facet}`)}
      </Text>
      {shown.map((value) => (
        <Checkbox
          key={value.value}
          ms={indent(facet, value, values)}
          checked={chosen.includes(value.value)}
          onChange={() => state.toggle(facet, value.value)}
          label={
            <Fragment>
              {label(facet, value)}{" "}
              <Text component="span" size="sm" c="dimmed" className="lectern-numbers">
                {value.count}
              </Text>
            </Fragment>
          }
        />
      ))}
      {values.length > fewer && (
        <Button variant="subtle" size="compact-sm" style={{ justifySelf: "start" }} onClick={() => setShowsAll(!showsAll)}>
          {t(showsAll ? "browse.showFewer" : "browse.showAll")}
        </Button>
      )}
    </fieldset>
  );
}

/** A facet with one value only narrows nothing, and stays away unless it was chosen. */
export function Filters({ list, state }: { list: CourseList; state: BrowseState }): ReactNode {
  const useful = facets.filter((facet) => (list.facets[facet]?.length ?? 0) > 1 || state.chosen(facet).length > 0);
  return (
    <Stack gap="lg">
      {useful.map((facet) => (
        <Group key={facet} facet={facet} values={list.facets[facet] ?? []} state={state} />
      ))}
    </Stack>
  );
}
