// The slider over hours: while it moves, what each hour leaves is said at once,
// from what the server has computed. When it is let go the server is asked for
// the whole page's part.

export function sayHours(root: Document): void {
  root.addEventListener("input", (event) => {
    const slider = event.target as HTMLInputElement;
    if (!slider.dataset.said) return;
    const said = JSON.parse(slider.dataset.said) as string[];
    const output = root.getElementById(slider.id + "-said");
    if (output) output.textContent = said[slider.valueAsNumber] ?? "";
  });
}
