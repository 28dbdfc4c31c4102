import type { Words } from "@/i18n/words";
import type { community as english } from "@/i18n/en/community";

export const community: Pick<Words, keyof typeof english> = {
  reported: {
    title: "Gemeldete Bewertungen",
    lead: "Blenden Sie aus, was nicht dorthin gehört, und behalten Sie den Rest. Beides schließt die Meldung.",
    review: "Bewertung",
    reason: "Grund",
    when: "Gemeldet",
    by: "{{name}}, {{rating}} von 5",
    noWords: "Sterne ohne Worte.",
    keep: "Behalten",
    keepOf: "Die Bewertung von {{name}} behalten",
    hide: "Ausblenden",
    hideOf: "Die Bewertung von {{name}} ausblenden",
    kept: "Die Bewertung bleibt.",
    hidden: "Die Bewertung ist ausgeblendet.",
    none: "Nichts ist gemeldet",
    noneText: "Gemeldete Bewertungen stehen hier, bis Sie über sie entschieden haben.",
  },
  observed: {
    title: "Wen ich beobachte",
    lead: "Wie die Ihnen Anvertrauten vorankommen, Lektion für Lektion.",
    none: "Sie beobachten niemanden",
    noneText: "Lehrende können Sie zum Beobachter eines Kurses machen und die Lernenden nennen, deren Fortschritt Sie sehen.",
    open: "Noch nicht",
    active: "Zuletzt aktiv {{when}}",
    never: "Noch nicht aktiv",
    toCourse: "Zum Kurs",
  },
};
