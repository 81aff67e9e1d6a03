"use strict";
/* Makes the pages quicker to use; every page works without it. */
(() => {
  const get = (id) => document.getElementById(id);

  // A citation opens its article in a panel beside the page.
  const panel = get("panel");
  if (panel && typeof panel.showModal === "function") {
    const text = get("panel-text");
    let places = [];
    let at = 0;

    const show = async () => {
      const place = places[at];
      get("panel-count").textContent = places.length > 1 ? `${at + 1} of ${places.length}` : "";
      get("panel-back").hidden = get("panel-next").hidden = places.length < 2;
      get("panel-back").disabled = at === 0;
      get("panel-next").disabled = at === places.length - 1;
      get("panel-page").href = place.href;
      const shown = at;
      try {
        const answer = await fetch(place.href);
        if (!answer.ok) throw new Error(answer.statusText);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        if (shown !== at) return;
        const article = page.querySelector(".reader");
        get("panel-title").textContent = article.querySelector(".title").textContent;
        get("panel-where").textContent = article.dataset.label;
        text.replaceChildren(document.importNode(article.querySelector(".body"), true));
        (text.querySelector("mark") || text).scrollIntoView({ block: "center" });
      } catch {
        location.href = place.href;
      }
    };

    document.addEventListener("click", (event) => {
      const place = event.target.closest("a.cite");
      if (!place || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
      event.preventDefault();
      const line = place.closest(".evidence, .evidence-list, .difference, .history");
      places = line ? [...line.querySelectorAll("a.cite")] : [place];
      at = places.indexOf(place);
      text.replaceChildren();
      get("panel-title").textContent = place.textContent;
      get("panel-where").textContent = "";
      panel.showModal();
      text.focus({ preventScroll: true });
      show();
    });
    const move = (step) => {
      if (at + step < 0 || at + step >= places.length) return;
      at += step;
      show();
    };
    get("panel-back").addEventListener("click", () => move(-1));
    get("panel-next").addEventListener("click", () => move(1));
    panel.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") move(-1);
      if (event.key === "ArrowRight") move(1);
    });
    get("panel-close").addEventListener("click", () => panel.close());
    panel.addEventListener("click", (event) => {
      if (event.target === panel) panel.close();
    });
  }

  // Files dropped anywhere on the page of additions.
  const drop = get("drop");
  if (drop) {
    const files = get("files");
    const list = () => {
      get("chosen").replaceChildren(
        ...[...files.files].map((file) => {
          const item = document.createElement("li");
          item.textContent = file.name;
          return item;
        })
      );
    };
    drop.querySelector(".drag-hint").hidden = false;
    files.addEventListener("change", list);
    for (const name of ["dragenter", "dragover"]) {
      document.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    document.addEventListener("dragleave", (event) => {
      if (!event.relatedTarget) drop.classList.remove("over");
    });
    document.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      const both = new DataTransfer();
      for (const file of [...files.files, ...event.dataTransfer.files]) both.items.add(file);
      files.files = both.files;
      const address = event.dataTransfer.getData("text/uri-list");
      if (address) get("urls").value = `${get("urls").value}\n${address}`.trim();
      list();
    });
  }

  // The progress of an addition as it happens.
  const job = get("job");
  if (job && !("over" in job.dataset) && "EventSource" in window) {
    const stream = new EventSource(job.dataset.stream);
    stream.addEventListener("state", (event) => {
      job.innerHTML = event.data;
    });
    stream.addEventListener("over", () => {
      stream.close();
      location.reload();
    });
  }
})();
