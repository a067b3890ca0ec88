// The list on the organiser's phone. A tap shows at once and is kept in the browser until the site has taken it: sent in
// order, each with an id of its own, so that what is sent twice counts once. Without this script the buttons send forms.
"use strict";

const SEND_AGAIN_AFTER = 5000;
const LOOK_AFTER = 15000;
const PATIENCE = 15000;
const AT_ONCE = 100;

// crypto.randomUUID is for secure addresses alone, and hospitals often serve the site inside the house without HTTPS.
function drawId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

// What was tapped and not taken yet. Others who use this phone have a queue of their own.
class Queue {
  constructor(key) {
    this.key = key;
    this.memory = [];
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? [];
    } catch {
      return this.memory;
    }
  }

  write(taps) {
    this.memory = taps;
    try {
      if (taps.length) {
        localStorage.setItem(this.key, JSON.stringify(taps));
      } else {
        localStorage.removeItem(this.key);
      }
    } catch {
      // A browser that keeps nothing: it lasts as long as the page.
    }
  }

  add(tap) {
    this.write([...this.read(), tap]);
  }

  drop(ids) {
    this.write(this.read().filter((tap) => !ids.has(tap.id)));
  }
}

class List {
  constructor(form) {
    this.form = form;
    this.queue = new Queue(`attendance.${form.dataset.session}.${form.dataset.member}`);
    this.rows = new Map(Array.from(form.querySelectorAll("[data-row]"), (row) => [row.dataset.row, row]));
    this.sending = false;
    this.hasSent = false;
    form.addEventListener("submit", (event) => this.tap(event));
    addEventListener("online", () => this.send());
    addEventListener("storage", () => this.show());
    document.addEventListener("visibilitychange", () => this.send());
    setInterval(() => this.send(), SEND_AGAIN_AFTER);
    setInterval(() => this.look(), LOOK_AFTER);
    this.show();
    this.send();
  }

  tap(event) {
    const button = event.submitter;
    if (!button || button.name !== "tap") {
      return;
    }
    event.preventDefault();
    button.closest("details")?.removeAttribute("open");
    this.queue.add({ id: drawId(), tap: button.value, at: Date.now() });
    this.trouble("");
    this.show();
    this.send();
  }

  // What is queued stands over what the site last said.
  show() {
    const taps = this.queue.read();
    const waiting = new Set();
    for (const each of taps) {
      const [row, attendance] = each.tap.split(".");
      waiting.add(row);
      this.showRow(row, attendance);
    }
    for (const [pk, row] of this.rows) {
      row.querySelector("[data-row-unsent]").hidden = !waiting.has(pk);
    }
    const present = Array.from(this.rows.values()).filter((row) => row.dataset.attendance === "present").length;
    if (this.isWhole()) {
      document.querySelector("[data-count]").textContent = present;
    }
    document.querySelector("[data-unsent]").hidden = taps.length === 0;
    document.querySelector("[data-unsent-count]").textContent = taps.length;
    document.querySelector("[data-saved]").hidden = taps.length > 0 || !this.hasSent;
  }

  // False where the page shows some of the names alone: they were narrowed before the script came.
  isWhole() {
    return !new URLSearchParams(location.search).get("q");
  }

  showRow(pk, attendance) {
    const row = this.rows.get(pk);
    if (!row || row.dataset.attendance === attendance) {
      return;
    }
    const isPresent = attendance === "present";
    row.dataset.attendance = attendance;
    const tick = row.querySelector("[data-tick]");
    tick.value = `${pk}.${isPresent ? "" : "present"}.`;
    tick.setAttribute("aria-pressed", String(isPresent));
    const label = attendance ? this.form.dataset[`label${attendance[0].toUpperCase()}${attendance.slice(1)}`] : "";
    row.querySelector("[data-state]").textContent = label;
  }

  async send() {
    if (this.sending) {
      return;
    }
    this.sending = true;
    try {
      while (await this.sendSome()) {
        // Until nothing is left, or the network is gone.
      }
    } finally {
      this.sending = false;
      this.show();
    }
  }

  // Returns whether there may be more to send.
  async sendSome() {
    const taps = this.queue.read().slice(0, AT_ONCE);
    if (!taps.length) {
      return false;
    }
    const body = new URLSearchParams({
      csrfmiddlewaretoken: this.form.elements.csrfmiddlewaretoken.value,
      taps: JSON.stringify(
        taps.map(({ id, tap, at }) => ({ id, tap, age: Math.max(0, (Date.now() - at) / 1000) })),
      ),
    });
    const answer = await this.ask({ method: "POST", body });
    if (!answer) {
      return false;
    }
    this.queue.drop(new Set(Object.keys(answer.outcomes)));
    this.hasSent = true;
    this.trouble(Object.values(answer.outcomes).find(Boolean) ?? "");
    this.take(answer.rows);
    return true;
  }

  // How the list stands by now: others tick too.
  async look() {
    if (document.hidden || this.sending || this.queue.read().length) {
      return;
    }
    const answer = await this.ask({ method: "GET" });
    if (answer && !this.queue.read().length) {
      this.take(answer.rows);
    }
  }

  take(rows) {
    for (const [pk, attendance] of Object.entries(rows)) {
      this.showRow(pk, attendance);
    }
    this.show();
  }

  // Returns what the site answers; nothing where it was not reached, or does not take it now.
  async ask(options) {
    try {
      const response = await fetch(this.form.action, { ...options, signal: AbortSignal.timeout(PATIENCE) });
      if (response.redirected || response.status === 403 || response.status === 404) {
        this.trouble(this.form.dataset.signedOut);
        return null;
      }
      return response.ok ? await response.json() : null;
    } catch {
      return null;
    }
  }

  trouble(sentence) {
    const place = document.querySelector("[data-trouble]");
    place.textContent = sentence;
    place.hidden = !sentence;
  }
}

// Narrows the list while one types, by name, pinyin or initials.
class Search {
  constructor(form, list) {
    this.list = list;
    this.input = form.querySelector("input");
    form.querySelector("[data-search-button]").hidden = true;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.input.blur();
    });
    this.input.addEventListener("input", () => this.narrow());
  }

  narrow() {
    const words = this.input.value.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
    const letters = /^[a-z]+$/.test(words) ? words.split("") : null;
    const spelt = letters && new RegExp(`(^| )${letters.join(" ?")}`);
    const initials = letters && letters.length > 1 && letters.length < 5 && new RegExp(`^${letters.join("[a-z]* ?")}`);
    let shown = 0;
    for (const row of this.list.rows.values()) {
      const { name, pinyin } = row.dataset;
      const fits = name.toLowerCase().includes(words) || (spelt && spelt.test(pinyin)) || (initials && initials.test(pinyin));
      row.hidden = !fits;
      shown += fits ? 1 : 0;
    }
    document.querySelector("[data-nobody]").hidden = shown > 0;
  }
}

const form = document.querySelector("[data-attendance-list]");
if (form) {
  const list = new List(form);
  const search = document.querySelector("[data-search]");
  if (list.isWhole()) {
    new Search(search, list);
  }
  document.querySelector("[data-needs-sent]")?.addEventListener("click", (event) => {
    if (list.queue.read().length) {
      event.preventDefault();
      list.send();
      document.querySelector("[data-unsent]").scrollIntoView({ block: "center" });
    }
  });
}
