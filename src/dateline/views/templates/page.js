"use strict";
(() => {
  const panel = document.getElementById("panel");
  if (!panel || typeof panel.showModal !== "function") return;
  const text = document.getElementById("panel-text");
  const count = document.getElementById("panel-count");
  const back = document.getElementById("panel-back");
  const next = document.getElementById("panel-next");
  const canPaint = "highlights" in CSS && typeof Highlight === "function";
  let places = [];
  let at = 0;

  // Offsets count code points, as in the record; strings here count UTF-16 units.
  const units = (string, points) => {
    let unit = 0;
    for (const character of string) {
      if (points-- <= 0) break;
      unit += character.length;
    }
    return unit;
  };

  const ranges = (body, start, end) => {
    const found = [];
    for (const paragraph of body.querySelectorAll("[data-start]")) {
      let offset = Number(paragraph.dataset.start);
      const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const length = [...node.data].length;
        const from = Math.max(start - offset, 0);
        const to = Math.min(end - offset, length);
        if (from < to) {
          const range = new Range();
          range.setStart(node, units(node.data, from));
          range.setEnd(node, units(node.data, to));
          found.push(range);
        }
        offset += length;
      }
    }
    return found;
  };

  const wrap = (range) => {
    const mark = document.createElement("mark");
    mark.className = "here";
    range.surroundContents(mark);
  };

  const show = () => {
    const place = places[at];
    const article = document.getElementById(place.dataset.article);
    const body = article.querySelector(".body").cloneNode(true);
    for (const spot of body.querySelectorAll("mark")) spot.replaceWith(...spot.childNodes);
    body.normalize();
    text.replaceChildren(body);
    document.getElementById("panel-title").textContent = article.querySelector(".title").textContent;
    document.getElementById("panel-where").textContent = article.dataset.label;
    const here = ranges(body, Number(place.dataset.start), Number(place.dataset.end));
    if (canPaint) CSS.highlights.set("here", new Highlight(...here));
    const target = here.length ? here[0].startContainer.parentElement : body;
    if (!canPaint) here.forEach(wrap);
    target.scrollIntoView({ block: "center" });
    count.textContent = places.length > 1 ? `${at + 1} of ${places.length}` : "";
    back.hidden = next.hidden = places.length < 2;
    back.disabled = at === 0;
    next.disabled = at === places.length - 1;
  };

  document.addEventListener("click", (event) => {
    const place = event.target.closest("a.cite");
    if (!place || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    event.preventDefault();
    const line = place.closest(".evidence, .difference, .history");
    places = line ? [...line.querySelectorAll("a.cite")] : [place];
    at = places.indexOf(place);
    panel.showModal();
    text.focus({ preventScroll: true });
    show();
  });

  const move = (step) => {
    const target = at + step;
    if (target < 0 || target >= places.length) return;
    at = target;
    show();
  };
  back.addEventListener("click", () => move(-1));
  next.addEventListener("click", () => move(1));
  panel.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") move(-1);
    if (event.key === "ArrowRight") move(1);
  });
  document.getElementById("panel-close").addEventListener("click", () => panel.close());
  panel.addEventListener("click", (event) => {
    if (event.target === panel) panel.close();
  });

  // Browsers that do not open a closed <details> for the target of a link.
  const reveal = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let box = target.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
    target.scrollIntoView({ block: "center" });
  };
  addEventListener("hashchange", reveal);
  reveal();
})();
