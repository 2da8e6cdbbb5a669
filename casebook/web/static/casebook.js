// Comforts only: every page works without this file. Times in the reader's zone, keys for decisions.
"use strict";

(() => {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const known = document.cookie.split("; ").includes("zone=" + zone);
  if (zone && !known) document.cookie = "zone=" + zone + "; path=/; max-age=31536000; samesite=strict";

  const two = (number) => String(number).padStart(2, "0");
  const local = (root) => {
    if (known) return; // the server wrote them in our zone already
    for (const time of root.querySelectorAll("time[datetime]")) {
      const at = new Date(time.dateTime);
      if (isNaN(at)) continue;
      time.textContent = at.getFullYear() + "-" + two(at.getMonth() + 1) + "-" + two(at.getDate()) +
        " " + two(at.getHours()) + ":" + two(at.getMinutes());
    }
  };
  local(document);
  document.addEventListener("htmx:load", (event) => local(event.target));
  for (const hint of document.querySelectorAll(".keys[hidden]")) hint.hidden = false;

  // A key struck twice decides once: nobody has seen yet the pair, or the row, that has just come.
  const GLANCE = 250; // milliseconds
  let shown = performance.now(), struck = sessionStorage.getItem("struck");
  sessionStorage.removeItem("struck");

  // A pair takes the place of the one before it: who listens is told, who types goes on from there.
  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.boosted) document.getElementById("main").focus({ preventScroll: true });
    shown = performance.now();
  });
  document.addEventListener("htmx:sendError", (event) => {
    const asked = event.detail.elt;
    if (asked.submit) asked.submit();
    else if (asked.href) location.assign(asked.href);
  });

  // What comes in place of the sentences behind a value (the login, a fault) is a page of its own.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const asked = event.detail.requestConfig.elt;
    if (event.detail.target.id !== "said" || event.detail.serverResponse.includes('id="said-here"')) return;
    event.detail.shouldSwap = false;
    location.assign(asked.href);
  });

  // Rows: j and k go down and up, Enter opens; the place is kept over a decision.
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const chosen = () => document.querySelector("[data-row].here");
  const choose = (row) => {
    if (!row) return;
    chosen()?.classList.remove("here");
    row.classList.add("here");
    row.querySelector("a")?.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const list = document.querySelector("[data-decide]");
  const place = "place " + location.pathname;
  if (rows().length && sessionStorage.getItem(place) !== null) {
    choose(rows()[Math.min(Number(sessionStorage.getItem(place)), rows().length - 1)]);
    sessionStorage.removeItem(place);
  }
  const fill = (form, row) => {
    form.elements.incident.value = row.dataset.id;
    form.elements.seen.value = row.dataset.seen;
    form.elements.next.value = location.pathname + location.search;
    sessionStorage.setItem(place, rows().indexOf(row));
  };
  const decide = (name) => {
    const target = document.getElementById(name);
    if (!target) return false;
    if (target.tagName === "DETAILS") {
      target.open = true;
      target.querySelector("input:not([type=hidden]), select")?.focus();
    } else if (target.tagName === "DIALOG") {
      const row = chosen();
      if (!row) return false;
      fill(target.querySelector("form"), row);
      target.querySelector("[data-named]").textContent = row.dataset.id;
      target.showModal();
    } else {
      const row = chosen();
      if (list && !row) return false;
      if (list) fill(target, row);
      target.requestSubmit();
    }
    return true;
  };
  // A form is sent once, however often its button is pressed; its row is where one goes on.
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) return event.preventDefault();
    if (event.target.method !== "post") return;
    event.target.dataset.sent = "yes";
    const row = event.target.closest("[data-row]");
    if (row) sessionStorage.setItem(place, rows().indexOf(row));
  }, true);
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  });

  document.addEventListener("click", (event) => {
    if (event.target.matches("[data-close]")) event.target.closest("dialog").close();
  });

  // In one column the place beside the values is far below them: there a value leads to its own page.
  const oneColumn = matchMedia("(max-width: 60rem)");
  document.addEventListener("click", (event) => {
    if (oneColumn.matches && event.target.closest?.("[hx-target='#said']")) event.stopPropagation();
  }, true);

  const typing = (target) => target.closest?.("input, select, textarea, dialog[open], [contenteditable]");
  const seeking = () => document.querySelector("input[type=search]");
  if (location.hash === "#search") seeking()?.focus();
  const letters = { a: "accept", h: "hold", x: "exclude", n: "note" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
    const all = rows();
    const at = all.indexOf(chosen());
    const key = `[data-key="${CSS.escape(event.key)}"]`;
    const labelled = chosen()?.querySelector(key) ?? document.querySelector(`:not([data-row] *)${key}`);
    const decides = labelled ? labelled.form : letters[event.key] || event.key === "z";
    if (decides && event.key === struck && performance.now() - shown < GLANCE) return;
    struck = event.key;
    if (decides) sessionStorage.setItem("struck", struck);
    if (labelled) labelled.click();
    else if (event.key === "j" && all.length) choose(all[Math.min(at + 1, all.length - 1)]);
    else if (event.key === "k" && all.length) choose(all[Math.max(at - 1, 0)]);
    else if (event.key === "z" && document.querySelector("[data-undo]")) document.querySelector("[data-undo]").requestSubmit();
    else if (event.key === "/" && seeking()) seeking().focus();
    else if (event.key === "/") location.assign("/incidents#search");
    else if (!(letters[event.key] && decide(letters[event.key]))) return;
    event.preventDefault();
  });
})();
