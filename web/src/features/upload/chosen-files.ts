// Files as people hand them over: dropped, or picked. With their handles where the browser gives them.

export interface ChosenFile {
  file: File;
  handle: FileSystemFileHandle | null;
}

const endings = /\.(3g2|3gp|aac|avi|flac|flv|m2ts|m4a|m4b|m4v|mkv|mov|mp3|mp4|mpe?g|mts|mxf|oga|ogg|ogv|opus|qt|ts|vob|wav|webm|wma|wmv)$/i;

/** By what the browser or the name says; what it really is, the server finds out. */
export function looksLikeMedia(file: { name: string; type: string }): boolean {
  return /^(video|audio)\//.test(file.type) || endings.test(file.name);
}

/** "2026-03-04_Sorting_part-2.mp4" → "2026-03-04 Sorting part-2" */
export function titleOf(filename: string): string {
  const title = filename.replace(/\.[^.]{1,5}$/, "").replaceAll("_", " ").replace(/\s+/g, " ").trim();
  return (title || filename).slice(0, 200);
}

interface DropItem extends DataTransferItem {
  getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
}

export async function dropped(transfer: DataTransfer): Promise<ChosenFile[]> {
  // Everything is asked for before the first await: afterwards the list of a drop is empty.
  const asked = [...transfer.items]
    .filter((item) => item.kind === "file")
    .map((item: DropItem) => ({ file: item.getAsFile(), handle: item.getAsFileSystemHandle?.() ?? Promise.resolve(null) }));
  const chosen = await Promise.all(
    asked.map(async ({ file, handle }) => ({ file, handle: await handle.catch(() => null) })),
  );
  return chosen.flatMap(({ file, handle }) => {
    if (!file || handle?.kind === "directory") return [];
    return [{ file, handle: (handle as FileSystemFileHandle | null) ?? null }];
  });
}

interface PickerWindow {
  showOpenFilePicker?: (wish: { multiple: boolean }) => Promise<FileSystemFileHandle[]>;
}

/** Null where the browser has no such picker: then a file field does. */
export async function pick(multiple: boolean): Promise<ChosenFile[] | null> {
  const picker = (window as PickerWindow).showOpenFilePicker;
  if (!picker) return null;
  try {
    const handles = await picker({ multiple });
    return await Promise.all(handles.map(async (handle) => ({ file: await handle.getFile(), handle })));
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") return [];
    return null;
  }
}

export function listed(files: FileList | null): ChosenFile[] {
  return [...(files ?? [])].map((file) => ({ file, handle: null }));
}
