// When a page opens: the summary of a refused form takes the focus, and what
// just happened is told to those who listen. A live region speaks only of
// what changes, so the text is put in anew.

export function openingPage(root: Document): void {
  root.querySelector<HTMLElement>("[data-focus]")?.focus();
  const status = root.getElementById("status");
  if (!status?.firstElementChild) return;
  const told = [...status.childNodes];
  setTimeout(() => status.replaceChildren(...told), 200);
}
