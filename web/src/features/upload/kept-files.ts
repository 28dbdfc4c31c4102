// Where the browser can (File System Access), the handle of a file is kept under its upload, so that after a reload the
// upload goes on by itself or with one click. A handle is a reference: nothing of the file is copied.

const store = "files";

type Permission = "granted" | "denied" | "prompt";

interface KeptHandle extends FileSystemFileHandle {
  queryPermission?: (wish: { mode: "read" }) => Promise<Permission>;
  requestPermission?: (wish: { mode: "read" }) => Promise<Permission>;
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("lectern-uploads", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
  });
}

async function inStore<Answer>(mode: IDBTransactionMode, act: (files: IDBObjectStore) => IDBRequest<Answer>): Promise<Answer> {
  const database = await open();
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const request = act(database.transaction(store, mode).objectStore(store));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("IndexedDB"));
    });
  } finally {
    database.close();
  }
}

// An address may be written whole or from the root: the path is what both have.
function keyOf(url: string): string {
  return new URL(url, location.href).pathname;
}

// Keeping is a comfort: where storage is refused, people choose the file again.
export async function keepFile(url: string, handle: FileSystemFileHandle): Promise<void> {
  await inStore("readwrite", (files) => files.put(handle, keyOf(url))).catch(() => undefined);
}

export async function forgetFile(url: string): Promise<void> {
  await inStore("readwrite", (files) => files.delete(keyOf(url))).catch(() => undefined);
}

export async function keptHandle(url: string): Promise<KeptHandle | null> {
  const found = await inStore("readonly", (files) => files.get(keyOf(url))).catch(() => undefined);
  return (found as KeptHandle | undefined) ?? null;
}

/** May be read without asking. */
export async function isReadable(handle: KeptHandle): Promise<boolean> {
  return (await handle.queryPermission?.({ mode: "read" })) === "granted";
}

/** Asks where it must: only in answer to a click. */
export async function readAgain(handle: KeptHandle): Promise<File | null> {
  if (!(await isReadable(handle)) && (await handle.requestPermission?.({ mode: "read" })) !== "granted") return null;
  return handle.getFile().catch(() => null);
}
