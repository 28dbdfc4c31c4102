import type { en } from "@/i18n/en";

/** The same keys as English: a missing word does not compile. */
export type Words = { [Part in keyof typeof en]: { [Key in keyof (typeof en)[Part]]: string } };

/** The forms that English does not have (CLDR); Arabic has all of them. */
type FurtherForm<Key> = Key extends `${infer Stem}_other` ? `${Stem}_${"zero" | "two" | "few" | "many"}` : never;

/** A language that is being translated: what is missing falls back to English. */
export type SomeWords = { [Part in keyof Words]?: Partial<Words[Part] & Record<FurtherForm<keyof Words[Part]>, string>> };
