// A form that is being sent is not sent twice. The button stays enabled for
// the browser, so that its own name and value go along.

/** How long a form waits for an answer that never comes before it may be sent again. */
const patience = 15_000;

export function sendOnce(root: Document): void {
  root.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.method !== "post") return;
    if (form.dataset.sending !== undefined) {
      event.preventDefault();
      return;
    }
    mark(form, event.submitter);
    setTimeout(() => free(form), patience);
  });
  // The page may come back from the browser's memory as it was left.
  window.addEventListener("pageshow", () => {
    root.querySelectorAll<HTMLFormElement>("form[data-sending]").forEach(free);
  });
}

function mark(form: HTMLFormElement, submitter: HTMLElement | null): void {
  form.dataset.sending = "";
  submitter?.setAttribute("aria-busy", "true");
}

function free(form: HTMLFormElement): void {
  delete form.dataset.sending;
  form.querySelectorAll("[aria-busy]").forEach((b) => b.removeAttribute("aria-busy"));
}
