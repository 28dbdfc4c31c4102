// What is being uploaded, as the pages show it. Light: the header's badge reads it without loading the tus client.

export type TransferState = "waiting" | "uploading" | "paused" | "retrying" | "received" | "refused";

export interface Transfer {
  key: string;
  course: string;
  lesson: string;
  title: string;
  filename: string;
  size: number;
  sent: number;
  state: TransferState;
  /** Bytes a second, once known. */
  speed: number | null;
  problem: string | null;
  /** The lesson was made for this file, and goes when the upload is called off. */
  madeLesson: boolean;
  url: string | null;
}

const active = new Set<TransferState>(["waiting", "uploading", "retrying"]);

export function isActive(transfer: Transfer): boolean {
  return active.has(transfer.state);
}

export function secondsLeft(transfer: Transfer): number | null {
  if (!transfer.speed || transfer.state !== "uploading") return null;
  return (transfer.size - transfer.sent) / transfer.speed;
}

type Watcher = () => void;

class TransferList {
  private list: readonly Transfer[] = [];
  private readonly watchers = new Set<Watcher>();

  readonly all = (): readonly Transfer[] => this.list;

  readonly watch = (watcher: Watcher): (() => void) => {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  };

  find(key: string): Transfer | undefined {
    return this.list.find((transfer) => transfer.key === key);
  }

  add(transfer: Transfer): void {
    this.put([...this.list, transfer]);
  }

  change(key: string, fields: Partial<Transfer>): void {
    this.put(this.list.map((transfer) => (transfer.key === key ? { ...transfer, ...fields } : transfer)));
  }

  remove(key: string): void {
    this.put(this.list.filter((transfer) => transfer.key !== key));
  }

  private put(list: readonly Transfer[]): void {
    this.list = list;
    this.watchers.forEach((watcher) => watcher());
  }
}

export const transfers = new TransferList();
