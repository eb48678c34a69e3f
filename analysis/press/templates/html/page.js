"use strict";
// Adds to a page that is whole without it: place in the contents, links to copy, sorting and filtering of the ledger.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = (selector, root = document) => root.querySelector(selector);
  document.documentElement.classList.add("js");

  // Contents: open beside the text, folded above it; the section in view is marked.
  const contents = one(".contents"), wide = matchMedia("(min-width: 72rem)");
  if (contents) {
    const fold = one("details", contents), here = one(".here", contents);
    const links = new Map(all("li a", contents).map(link => [decodeURIComponent(link.hash.slice(1)), link]));
    const heads = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean);
    const settle = () => { fold.open = wide.matches; };
    settle();
    wide.addEventListener("change", settle);
    contents.addEventListener("click", event => { if (event.target.closest("li a")) settle(); });
    contents.addEventListener("keydown", event => { if (event.key === "Escape" && !wide.matches && fold.open) { fold.open = false; one("summary", fold).focus(); } });
    let current = null;
    const mark = () => {
      const passed = heads.filter(head => head.getBoundingClientRect().top < innerHeight * .3);
      const ended = scrollY > 0 && innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
      const link = links.get((ended ? heads.at(-1) : passed.at(-1))?.id) || null;
      if (link === current) return;
      current?.removeAttribute("aria-current");
      link?.setAttribute("aria-current", "true");
      here.textContent = link ? "· " + link.textContent : "";
      if (link && wide.matches) {
        const [box, item] = [contents.getBoundingClientRect(), link.getBoundingClientRect()];
        if (item.top < box.top || item.bottom > box.bottom) contents.scrollTop += item.top - box.top - box.height / 2;
      }
      current = link;
    };
    const watch = new IntersectionObserver(mark, {rootMargin: "0px 0px -70% 0px", threshold: [0, 1]});
    heads.forEach(head => watch.observe(head));
    addEventListener("scrollend", mark);
    mark();
  }

  // The list of chapters folds when left.
  const menu = one(".menu");
  if (menu) {
    document.addEventListener("click", event => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener("focusout", event => { if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false; });
    menu.addEventListener("keydown", event => { if (event.key === "Escape") { menu.open = false; one("summary", menu).focus(); } });
  }

  // Boxes that scroll can be reached; those that need not are no stop on the way, and say nothing.
  const measure = box => {
    const over = box.scrollWidth > box.clientWidth + 1;
    box.classList.toggle("over", over);
    if (over || box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const sizes = new ResizeObserver(entries => entries.forEach(entry => measure(entry.target)));
  all(".scroll, .figure").forEach(box => sizes.observe(box));

  // What the first link to a reference says, all say.
  const titles = new Map(all("a[title]").map(link => [link.getAttribute("href"), link.title]));
  all(".cite a:not([title])").forEach(link => { link.title = titles.get(link.getAttribute("href")) ?? ""; });

  // Anchors copy their full address; where that is not allowed they stay links.
  const said = one(".said");
  let silence;
  const say = words => {
    said.textContent = words;
    clearTimeout(silence);
    silence = setTimeout(() => { said.textContent = ""; }, 4000);
  };
  if (navigator.clipboard?.writeText) all("a.anchor").forEach(link => {
    const button = document.createElement("button"), head = link.parentElement.firstElementChild;
    const own = link.textContent !== "#" ? link.textContent : one(".number", link.parentElement)?.textContent ?? head.textContent;
    button.type = "button";
    button.className = "anchor";
    button.textContent = link.textContent;
    button.setAttribute("aria-label", said.dataset.copy.replace("{name}", own.trim()));
    button.addEventListener("click", async () => {
      const address = new URL(link.getAttribute("href"), location.href).href;
      try {
        await navigator.clipboard.writeText(address);
        say(said.dataset.copied);
        history.replaceState(null, "", address);
      } catch {
        button.replaceWith(link);
        location.href = address;
        link.focus();
      }
    });
    link.replaceWith(button);
  });

  // What an address points to is opened.
  const reveal = () => {
    let target = null;
    try { target = document.getElementById(decodeURIComponent(location.hash.slice(1))); } catch { /* no address of ours */ }
    if (!target) return;
    for (let fold = target.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    if (target.offsetParent === null) one(".filter")?.reset();
    target.scrollIntoView();
  };

  // The ledger: claims move with their parts; what is asked for stands in the address.
  const form = one(".filter"), table = one(".ledger table");
  if (form && table) {
    const entries = all("tbody tr", table), groups = all("tbody", table), count = one("output", form);
    const text = new Map(entries.map(row => [row, row.textContent.toLowerCase()]));
    const ranks = Object.fromEntries(["verdict", "confidence"].map(name => [name, [...form.elements[name].options].map(option => option.value)]));
    const first = new Map(groups.map((group, place) => [group, place]));
    const keys = {
      id: row => first.get(row.parentElement),
      verdict: row => ranks.verdict.indexOf(row.dataset.verdict),
      confidence: row => row.dataset.confidence ? ranks.confidence.indexOf(row.dataset.confidence) : Infinity,
      robust: row => row.dataset.robust === "" ? Infinity : -row.dataset.robust,
    };
    let order = {name: "id", down: false};
    const heads = all("th[data-sort]", table);
    heads.forEach(head => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const name = head.dataset.sort;
        order = {name, down: order.name === name && !order.down};
        show();
      });
    });
    const draw = () => {
      const key = keys[order.name], sign = order.down ? -1 : 1;
      const value = group => key(group.rows[0]);
      [...groups].sort((a, b) => {
        const [left, right] = [value(a), value(b)];
        if (left === right) return first.get(a) - first.get(b);
        return left === Infinity ? 1 : right === Infinity ? -1 : sign * (left - right);
      }).forEach(group => table.append(group));
      heads.forEach(head => {
        if (head.dataset.sort === order.name) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
      const fits = row => ["verdict", "confidence", "voice"].every(name => !form.elements[name].value || row.dataset[name] === form.elements[name].value)
        && words.every(word => text.get(row).includes(word));
      let shown = 0;
      groups.forEach(group => {
        const fitting = [...group.rows].filter(fits);
        shown += fitting.length;
        [...group.rows].forEach((row, place) => {
          const kept = fitting.includes(row), above = place === 0 && fitting.length > 0;
          row.hidden = !kept && !above;
          row.classList.toggle("aside", !kept && above);
        });
        group.hidden = fitting.length === 0;
      });
      count.textContent = count.dataset.words.replace("{shown}", shown).replace("{all}", entries.length);
    };
    const show = () => {
      draw();
      const state = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      if (order.name !== "id" || order.down) state.set("sort", (order.down ? "-" : "") + order.name);
      history.replaceState(null, "", state.size ? "#ledger?" + state : location.hash.startsWith("#ledger?") ? "#ledger" : location.hash || location.pathname);
    };
    const recall = () => {
      if (location.hash.startsWith("#ledger?")) {
        const state = new URLSearchParams(location.hash.slice(8)), sort = state.get("sort") || "id";
        for (const field of form.elements) if (field.name) field.value = state.get(field.name) ?? "";
        order = {name: sort.replace("-", "") in keys ? sort.replace("-", "") : "id", down: sort.startsWith("-")};
        document.getElementById("ledger").scrollIntoView();
      }
      draw();
    };
    form.addEventListener("input", show);
    form.addEventListener("submit", event => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(show));
    form.hidden = false;
    addEventListener("hashchange", recall);
    recall();
  }
  addEventListener("hashchange", reveal);
  reveal();
})();
