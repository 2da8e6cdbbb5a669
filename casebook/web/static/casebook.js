// Comforts only: every page works without this file. Times in the reader's zone, rows by keyboard.
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

  // Rows: j and k go down and up, Enter opens.
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const chosen = () => document.querySelector("[data-row].here");
  const choose = (row) => {
    if (!row) return;
    chosen()?.classList.remove("here");
    row.classList.add("here");
    row.querySelector("a")?.focus();
    row.scrollIntoView({ block: "nearest" });
  };
  const typing = (target) => target.closest("input, select, textarea, [contenteditable]");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    const all = rows();
    const at = all.indexOf(chosen());
    if (event.key === "j" && all.length) choose(all[Math.min(at + 1, all.length - 1)]);
    else if (event.key === "k" && all.length) choose(all[Math.max(at - 1, 0)]);
    else if (event.key === "/") document.querySelector("input[type=search]")?.focus();
    else return;
    event.preventDefault();
  });
})();
