// The idle lock. Nobody has touched the page for a while: first a dialog that
// any key or touch sends away, at least a minute before; then the page is
// covered and the password asked. The forms stay in the document as they were
// typed, so nothing is lost. Tabs of one browser share their idleness.

/** How long before the lock the warning stands, in seconds. */
const warning = 75;

/** How long the server may not know that somebody is there, in seconds. */
const silence = 30;

interface Parts {
  warn: HTMLDialogElement;
  lock: HTMLDialogElement;
  form: HTMLFormElement;
  password: HTMLInputElement;
  error: HTMLElement;
}

export function startIdleLock(body: HTMLElement): void {
  const idle = Number(body.dataset.idleSeconds);
  const url = body.dataset.unlockUrl;
  const parts = find(body.ownerDocument);
  if (!(idle > 0) || !url || !parts) return;
  new IdleLock(idle * 1000, url, body.dataset.stayUrl ?? "", parts).start();
}

function find(root: Document): Parts | null {
  const part = <T>(id: string) => root.getElementById(id) as T | null;
  const warn = part<HTMLDialogElement>("idle-warning");
  const lock = part<HTMLDialogElement>("idle-lock");
  const form = part<HTMLFormElement>("idle-form");
  const password = part<HTMLInputElement>("idle-password");
  const error = part<HTMLElement>("idle-error");
  return warn && lock && form && password && error ? { warn, lock, form, password, error } : null;
}

class IdleLock {
  private touchedAt = Date.now();
  private toldAt = 0;
  private heardAt = Date.now(); // by the server, which has just sent the page
  private timer = 0;
  private locked = false;
  private left: HTMLElement | null = null;
  private readonly lead: number;
  private readonly tabs = new BroadcastChannel("sijoita-idle");

  constructor(
    private readonly limit: number,
    private readonly url: string,
    private readonly stayUrl: string,
    private readonly parts: Parts,
  ) {
    this.lead = Math.min(warning * 1000, limit / 2);
  }

  start(): void {
    for (const kind of ["pointerdown", "click", "keydown", "keyup", "input", "wheel", "touchmove"]) {
      addEventListener(kind, (event) => this.touched(event), { capture: true, passive: kind !== "keydown" });
    }
    document.addEventListener("visibilitychange", () => this.look());
    addEventListener("pageshow", () => this.look());
    this.tabs.onmessage = (m) => this.hear(m.data);
    this.parts.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.unlock();
    });
    this.parts.lock.addEventListener("cancel", (event) => event.preventDefault());
    this.parts.lock.addEventListener("close", () => this.locked && this.parts.lock.showModal());
    this.look();
  }

  /**
   * Somebody is there, in this tab. While the warning stands, one key or click
   * sends it away and does nothing else. It goes as the key comes up or the
   * click is over, or else the form under it would take the same Enter or tap.
   */
  private touched(event: Event): void {
    if (this.locked || this.idleFor() >= this.limit) return this.look();
    if (this.parts.warn.open) {
      if (event.type === "keydown") event.preventDefault();
      if (event.type !== "keyup" && event.type !== "click") return;
    }
    this.touchedAt = Date.now();
    if (this.touchedAt - this.toldAt > 1000) {
      this.toldAt = this.touchedAt;
      this.tabs.postMessage("touched");
    }
    this.stay();
    this.look();
  }

  /**
   * Tells the server, which locks too, that somebody reads or types and asks
   * for nothing. If it does not get through, the next request tells.
   */
  private stay(): void {
    if (!this.stayUrl || Date.now() - this.heardAt < silence * 1000) return;
    this.heardAt = Date.now();
    fetch(this.stayUrl, { method: "POST", redirect: "manual", credentials: "same-origin" }).catch(() => {});
  }

  /** Another tab tells what happened there. */
  private hear(what: string): void {
    if (what === "unlocked") this.goOn();
    else if (what === "locked") this.cover();
    else if (!this.locked) {
      this.touchedAt = Date.now();
      this.look();
    }
  }

  private idleFor(): number {
    return Date.now() - this.touchedAt;
  }

  /** Does what the time asks for, and looks again when something else would. */
  private look(): void {
    clearTimeout(this.timer);
    if (this.locked) return;
    const left = this.limit - this.idleFor();
    if (left <= 0) {
      this.tabs.postMessage("locked");
      this.cover();
      return;
    }
    const warn = left <= this.lead;
    if (warn && !this.parts.warn.open) this.parts.warn.showModal();
    if (!warn && this.parts.warn.open) this.parts.warn.close();
    this.timer = setTimeout(() => this.look(), warn ? left : left - this.lead);
  }

  private cover(): void {
    if (this.locked) return;
    this.locked = true;
    clearTimeout(this.timer);
    this.parts.warn.close();
    this.left = document.activeElement as HTMLElement | null;
    this.parts.lock.showModal();
    document.documentElement.classList.add("locked");
    this.parts.password.focus();
  }

  private goOn(): void {
    this.locked = false;
    this.touchedAt = Date.now();
    this.parts.password.value = "";
    this.say("");
    document.documentElement.classList.remove("locked");
    this.parts.lock.close();
    this.left?.focus();
    this.look();
  }

  private async unlock(): Promise<void> {
    const status = await post(this.url, this.parts.form);
    if (status === 204) {
      this.tabs.postMessage("unlocked");
      this.goOn();
      return;
    }
    const refused = status === 401 || status === 403 || status === 422;
    this.say((refused ? this.parts.error.dataset.wrong : this.parts.error.dataset.failed) ?? "");
    this.parts.password.select();
    this.parts.password.focus();
  }

  private say(text: string): void {
    const { error, password } = this.parts;
    error.textContent = text;
    error.hidden = text === "";
    password.setAttribute("aria-invalid", String(text !== ""));
  }
}

/** Posts a form and gives the answer's status, or 0 when there is none. */
async function post(url: string, form: HTMLFormElement): Promise<number> {
  try {
    const body = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
    const answer = await fetch(url, { method: "POST", body, redirect: "manual", credentials: "same-origin" });
    return answer.status;
  } catch {
    return 0;
  }
}
