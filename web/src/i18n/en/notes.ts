export const notes = {
  notes: {
    title: "My notes",
    at: "Note at {{time}}",
    private: "Only you see your notes.",
    add: "Write it down",
    none: "You have no notes here yet. A note keeps its moment: choosing it goes back there.",
    goTo: "Go to {{time}}",
    edit: "Change the note at {{time}}",
    remove: "Remove the note at {{time}}",
    removed: "Note removed",
    save: "Save",
    export: "Save all of this course",
  },
};
