export const notes = {
  notes: {
    title: "Meine Notizen",
    at: "Notiz bei {{time}}",
    private: "Ihre Notizen sehen nur Sie.",
    add: "Notieren",
    none: "Sie haben hier noch keine Notizen. Eine Notiz behält ihren Moment: Ein Klick führt dorthin zurück.",
    goTo: "Zu {{time}} gehen",
    edit: "Die Notiz bei {{time}} ändern",
    remove: "Die Notiz bei {{time}} entfernen",
    removed: "Notiz entfernt",
    save: "Speichern",
    export: "Alle dieses Kurses speichern",
  },
};
