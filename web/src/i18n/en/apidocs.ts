/** The page that shows the API. */
export const apidocs = {
  title: "API",
  version: "Version {{version}}. Everything the pages do goes through it.",
  raw: "As OpenAPI document",
  search: "Find by method, address or words",
  none: "Nothing in the API has these words.",
  parameters: "Parameters",
  request: "Request body",
  answer: "Answer",
  statuses: "What may come back",
  name: "Name",
  type: "Type",
  meaning: "Meaning",
  required: "Required.",
};
