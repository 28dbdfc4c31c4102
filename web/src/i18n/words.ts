import type { en } from "@/i18n/en";

/** The same keys as English: a missing word does not compile. */
export type Words = { [Part in keyof typeof en]: { [Key in keyof (typeof en)[Part]]: string } };

/** A language that is being translated: what is missing falls back to English. */
export type SomeWords = { [Part in keyof Words]?: Partial<Words[Part]> };
