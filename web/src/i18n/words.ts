import type { en } from "@/i18n/en";

/** The same keys as English: a missing word does not compile. */
export type Words = { [Part in keyof typeof en]: { [Key in keyof (typeof en)[Part]]: string } };

/** The forms that English does not have (CLDR); Arabic has all of them. */
type FurtherForm<Key> = Key extends `${infer Stem}_other` ? `${Stem}_${"zero" | "two" | "few" | "many"}` : never;

/** What one area of a language with more forms says. */
export type SomeWords = { [Part in keyof Words]?: Partial<Words[Part] & Record<FurtherForm<keyof Words[Part]>, string>> };

/** The same keys as English, and more forms where the language has them. */
export type FullerWords = { [Part in keyof Words]: Words[Part] & Partial<Record<FurtherForm<keyof Words[Part]>, string>> };
