// Small preferences of this browser. Storage may be forbidden (private windows, embeds): then they last for the page.

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`lectern.${key}`, value);
  } catch {
    return;
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`lectern.${key}`);
  } catch {
    return null;
  }
}
