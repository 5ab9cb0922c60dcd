// Asked by browser.go, one question per evaluation: ask(question, argument).
// It only looks at the page, scrolls, and sets values that no key can set; all
// clicks and keys come from the browser itself.
(question, argument) => {
  const words = (text) => (text || "").replace(/[\s\u00a0\u202f\u00ad]+/g, " ").trim();

  const shown = (element) => {
    if (element.closest("[hidden], [inert]")) return false;
    const style = getComputedStyle(element);
    if (style.visibility !== "visible" || style.display === "none") return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0;
  };

  // name is what a person reads or hears as the element's name.
  const name = (element) => {
    const by = (element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
    if (by.length) return words(by.map((id) => document.getElementById(id)?.textContent).join(" "));
    if (element.getAttribute("aria-label")) return words(element.getAttribute("aria-label"));
    if (element.labels && element.labels.length) {
      return words([...element.labels].map(labelText).join(" "));
    }
    if (element.tagName === "INPUT") return words(element.value || element.title);
    const own = words(element.innerText);
    if (own) return own;
    const drawn = element.querySelector("img[alt], svg[aria-label], svg title");
    return words(drawn?.getAttribute("alt") || drawn?.getAttribute("aria-label") || drawn?.textContent || element.title);
  };

  // labelText is a label without the control it may hold.
  const labelText = (label) => {
    const copy = label.cloneNode(true);
    copy.querySelectorAll("select, input, textarea").forEach((control) => control.remove());
    return copy.textContent;
  };

  // best keeps those named exactly so, else those whose name begins so, else
  // those that hold it.
  const best = (elements, wanted) => {
    const named = elements.map((element) => [element, name(element)]);
    for (const fits of [
      (got) => got === wanted,
      (got) => got.startsWith(wanted),
      (got) => got.includes(wanted),
    ]) {
      const found = named.filter(([, got]) => fits(got)).map(([element]) => element);
      if (found.length) return found;
    }
    return [];
  };

  const describe = (element) => {
    const id = element.id ? "#" + element.id : "";
    const kinds = [...element.classList].map((c) => "." + c).join("");
    return `${element.tagName.toLowerCase()}${id}${kinds} “${name(element).slice(0, 60)}”`;
  };

  const composite = (element) => ["date", "time", "datetime-local", "month", "week"].includes(element.type);

  const scope = () => {
    if (!argument.within) return [document];
    return [...document.querySelectorAll(argument.within)];
  };
  const all = (selector) => scope().flatMap((root) => [...root.querySelectorAll(selector)]);

  const pressable =
    "a[href], button, summary, label, input[type=submit], input[type=button], input[type=checkbox], " +
    "input[type=radio], [role=button], [role=tab], [role=menuitem], [role=option], [role=switch]";

  // A label and the control it names are one thing to press.
  const withoutTwins = (elements) =>
    elements.filter((element) => !(element.tagName !== "LABEL" && element.labels &&
      [...element.labels].some((label) => elements.includes(label))));

  const questions = {
    // press: where to press the thing of this name.
    press() {
      const found = withoutTwins(best(all(pressable).filter(shown), words(argument.name)));
      if (found.length !== 1) return { found: found.map(describe), choices: all(pressable).filter(shown).map(name) };
      const element = found[0];
      const look = () => {
        const box = element.getClientRects()[0] || element.getBoundingClientRect(); // a link may run over two lines
        const x = box.left + box.width / 2, y = box.top + box.height / 2;
        const top = document.elementFromPoint(x, y);
        const hit = top && (element.contains(top) || top.contains(element) || (element.control && element.control === top));
        return { x, y, covered: hit ? "" : top ? describe(top) : "the edge of the screen" };
      };
      let at = look();
      if (at.covered) { // off the screen, or under a bar that sticks to its edge
        element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
        at = look();
      }
      return {
        found: [describe(element)], ...at,
        disabled: element.disabled || element.getAttribute("aria-disabled") === "true",
      };
    },

    // field: makes the control of this label ready for typing, or sets it.
    field() {
      const controls = all("input, select, textarea, [contenteditable=true]").filter(shown);
      const found = best(controls, words(argument.name));
      if (found.length !== 1) return { found: found.map(describe), choices: controls.map(name) };
      const control = found[0];
      const changed = () => {
        control.dispatchEvent(new Event("input", { bubbles: true }));
        control.dispatchEvent(new Event("change", { bubbles: true }));
      };
      control.scrollIntoView({ block: "nearest", behavior: "instant" });
      control.focus();
      if (control.tagName === "SELECT") {
        const option = [...control.options].find((o) => words(o.text) === words(argument.value));
        if (!option) return { found: [describe(control)], problem: "has no choice “" + argument.value + "”, but " + [...control.options].map((o) => words(o.text)).join(" · ") };
        control.value = option.value;
        changed();
        return { found: [describe(control)], done: true };
      }
      if (composite(control) || ["color", "range"].includes(control.type)) {
        control.value = argument.value;
        changed();
        return { found: [describe(control)], done: true };
      }
      if (control.select) control.select();
      return { found: [describe(control)], done: false };
    },

    value() {
      const found = best(all("input, select, textarea").filter(shown), words(argument.name));
      if (found.length !== 1) return null;
      return found[0].tagName === "SELECT" ? words(found[0].selectedOptions[0]?.text) : found[0].value;
    },

    text() {
      return scope().map((root) => words((root.body || root).innerText)).join("\n");
    },

    texts() {
      return all(argument.name).filter(shown).map((element) => words(element.innerText));
    },

    focused() {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      const top = document.elementFromPoint(box.left + Math.min(box.width / 2, 20), box.top + box.height / 2);
      const ring = (s) => (s.outlineStyle !== "none" && parseFloat(s.outlineWidth) > 0) || s.boxShadow !== "none";
      return {
        is: describe(element), name: name(element),
        // The browser marks the parts of a day field itself.
        ringed: composite(element) || ring(style) || [...(element.labels || [])].some((label) => ring(getComputedStyle(label))),
        covered: top && !element.contains(top) && !top.contains(element) && ![...(element.labels || [])].some((l) => l.contains(top)) ? describe(top) : "",
      };
    },

    // pass: puts the page's clock on.
    pass() {
      const now = Date.now.bind(Date);
      Date.now = () => now() + argument.by;
      document.dispatchEvent(new Event("visibilitychange"));
      return true;
    },

    // settled: whether the page has come to rest.
    settled() {
      return document.readyState === "complete" && !document.querySelector(".htmx-request, .htmx-swapping, .htmx-settling");
    },

    // wide: what reaches over the right edge of a screen of this width.
    wide() {
      const root = document.documentElement;
      if (root.scrollWidth <= argument.width) return [];
      const scrolls = (element) => {
        for (let above = element.parentElement; above && above !== document.body; above = above.parentElement) {
          if (["auto", "scroll", "hidden", "clip"].includes(getComputedStyle(above).overflowX)) return true;
        }
        return false;
      };
      const over = [...document.body.querySelectorAll("*")].filter(
        (element) => shown(element) && element.getBoundingClientRect().right + scrollX > argument.width + 0.5 && !scrolls(element));
      const innermost = over.filter((element) => !over.some((other) => other !== element && element.contains(other)));
      return [`the page is ${root.scrollWidth} px wide on a screen of ${argument.width} px`,
        ...innermost.slice(0, 5).map((element) => `${describe(element)} ends at ${Math.round(element.getBoundingClientRect().right + scrollX)} px`)];
    },

    // small: controls, or those of a selector, that are smaller than a finger. A link within a sentence
    // may be as high as its line.
    small() {
      const sentence = (element) => element.tagName === "A" && getComputedStyle(element).display === "inline" &&
        words(element.parentElement.innerText) !== words(element.innerText);
      const box = (element) => {
        const boxes = [element, ...(element.labels || [])].filter(shown).map((e) => e.getBoundingClientRect());
        return { width: Math.max(...boxes.map((b) => b.width)), height: Math.max(...boxes.map((b) => b.height)) };
      };
      return all(argument.name || "a[href], button, summary, select, textarea, input:not([type=hidden]), [role=button]")
        .filter((element) => shown(element) && !sentence(element))
        .map((element) => [element, box(element)])
        .filter(([, size]) => size.width > 1 && size.height > 1) // for those who listen, until it has the focus
        .filter(([, size]) => size.height < argument.least || size.width < argument.least)
        .map(([element, size]) => `${describe(element)} is ${Math.round(size.width)}×${Math.round(size.height)} px`);
    },

    links() {
      return [...new Set([...document.querySelectorAll("a[href]")].map((a) => a.href))];
    },

    title: () => document.title,

    lang: () => document.documentElement.lang,

    unfold() {
      document.querySelectorAll("details:not([open])").forEach((folded) => { folded.open = true; });
      return true;
    },

    place() {
      return location.pathname + location.search;
    },
  };
  return questions[question]();
}
