// Keeps a page fresh: hears what happens, fetches the page again, and swaps the parts marked data-live.
// Scroll position, focus and what is typed into a filter stay. Without this script the page reloads itself.
"use strict";
(() => {
  const LEAST_MS = 2000; // between two refreshes, however much happens
  const MOST_MS = 30000; // values move without any event
  const NEWS_MAX = 3;
  const link = document.getElementById("link");
  const news = document.getElementById("news");
  const host = document.querySelector("[data-host]")?.dataset.host;
  let due = 0;
  let last = Date.now();
  let busy = false;

  function say(state, text) {
    if (link.dataset.state !== state) {
      link.dataset.state = state;
      link.querySelector(".text").textContent = text;
    }
  }

  function refreshSoon() {
    if (due || document.hidden) return;
    due = setTimeout(refresh, Math.max(0, last + LEAST_MS - Date.now()));
  }

  async function refresh() {
    due = 0;
    if (busy) return;
    busy = true;
    last = Date.now();
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" });
      if (answer.ok) swap(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      say("off", "not live");
    } finally {
      busy = false;
    }
  }

  function swap(fresh) {
    const parts = [...document.querySelectorAll("[data-live]")];
    const next = parts.map((part) => fresh.getElementById(part.id));
    const same = fresh.querySelectorAll("[data-live]").length === parts.length
      && parts.every((part, i) => next[i]?.tagName === part.tagName);
    if (!same) return location.reload(); // it has become another page: the first host, the last ticket
    const focused = document.activeElement?.closest("[data-live] a")?.getAttribute("href");
    parts.forEach((part, i) => {
      if (part.innerHTML !== next[i].innerHTML) part.replaceChildren(...next[i].childNodes);
    });
    if (focused) document.querySelector(`[data-live] a[href="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  // Timers go on between two refreshes, by the server's clock: the browser's may be wrong.
  let shownAt = "";
  let ahead = 0;

  function count() {
    const shown = document.querySelector("#shown time")?.dateTime ?? "";
    if (shown !== shownAt) {
      shownAt = shown;
      ahead = Date.now() - Date.parse(shown);
    }
    document.querySelectorAll("[data-until]").forEach((timer) => {
      const left = Math.round((Date.parse(timer.dataset.until) - Date.now() + ahead) / 1000);
      const past = timer.dataset.past;
      timer.textContent = left > 0 ? `in ${clock(left)}` : past ? `${past} ${clock(-left)}` : "now";
      timer.classList.toggle("overdue", left <= 0 && past !== "");
      timer.classList.toggle("soon", left > 0 && left < 300 && past !== "");
    });
  }

  function clock(seconds) {
    const two = (n) => String(n).padStart(2, "0");
    const hours = Math.floor(seconds / 3600);
    return `${hours}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  if (document.querySelector("[data-until]")) {
    count();
    setInterval(count, 1000);
  }

  function announce(event) {
    if (!/opened|raised|resolved|emergency-(requested|approved|update-overdue|overran)/.test(event.type)) return;
    const item = document.createElement("a");
    item.className = `item ${event.type.endsWith("resolved") ? "resolved" : event.priority.toLowerCase()}`;
    item.href = event.case ? `/tickets/${encodeURIComponent(event.case)}` : "/tickets";
    const what = event.type.replace(/^ticket-/, "");
    item.textContent = `${event.priority} ${event.case ?? ""} ${what}: ${event.host} ${event.indicator} ${event.resource}`;
    news.prepend(item);
    while (news.children.length > NEWS_MAX) news.lastChild.remove();
    setTimeout(() => item.remove(), 15000);
  }

  let events = null;

  function listen() {
    events = new EventSource("/api/v1/events");
    events.onopen = () => {
      say("on", "live");
      if (Date.now() - last > LEAST_MS) refreshSoon(); // what happened while nobody listened
    };
    events.onerror = () => say("off", "not live"); // it tries again by itself
    events.addEventListener("ticket", (message) => {
      announce(JSON.parse(message.data));
      refreshSoon();
    });
    events.addEventListener("rfc", refreshSoon);
    events.addEventListener("board", (message) => {
      const change = JSON.parse(message.data);
      if (change.all || !host || change.hosts.includes(host)) refreshSoon();
    });
  }

  // A browser opens six connections to a server: a page in the background must not hold one.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      listen();
      refreshSoon();
    }
  });
  if (!document.hidden) listen();
  setInterval(refreshSoon, MOST_MS);
})();
