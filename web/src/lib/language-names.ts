// Languages by name, for fields that ask for one. Intl knows the names; which are offered stands here.

const offered = [
  "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "he", "hi", "hr", "hu", "id",
  "is", "it", "ja", "ka", "kk", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pa", "pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sq",
  "sr", "sv", "sw", "ta", "te", "th", "tr", "uk", "ur", "vi", "zh-Hans", "zh-Hant",
] as const;

/** "German" to whoever reads English. */
export function languageName(tag: string, reader: string): string {
  return new Intl.DisplayNames(reader, { type: "language" }).of(tag) ?? tag;
}

/** As its speakers write it, with a capital: "Deutsch". */
export function ownName(tag: string): string {
  const name = languageName(tag, tag);
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

/** All that are offered, by name. */
export function languageChoices(reader: string): { value: string; label: string }[] {
  return offered
    .map((value) => ({ value, label: languageName(value, reader) }))
    .sort((one, other) => one.label.localeCompare(other.label, reader));
}
