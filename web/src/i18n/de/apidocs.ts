/** Die Seite, die die API zeigt. */
export const apidocs = {
  title: "API",
  version: "Version {{version}}. Alles, was die Seiten tun, geht über sie.",
  raw: "Als OpenAPI-Dokument",
  search: "Nach Methode, Adresse oder Wörtern suchen",
  none: "Nichts in der API enthält diese Wörter.",
  parameters: "Parameter",
  request: "Inhalt der Anfrage",
  answer: "Antwort",
  statuses: "Was zurückkommen kann",
  name: "Name",
  type: "Typ",
  meaning: "Bedeutung",
  required: "Erforderlich.",
};
