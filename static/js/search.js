// What is offered under the search box while somebody types, and what was searched on this device. Without it the form
// is sent as forms are.
"use strict";

const form = document.querySelector("[data-suggests]");
// Between two letters of a quick typist nothing is asked.
const WAIT = 120;
const RECENT = "recent-searches";
const RECENT_SHOWN = 6;

function recentSearches(owner) {
  // Of somebody else on the same device: gone.
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT)) ?? {};
    if (kept.owner === owner) return kept.words ?? [];
    localStorage.removeItem(RECENT);
  } catch {
    // Storage is closed, or holds something else.
  }
  return [];
}

function keepRecent(owner, words) {
  try {
    if (words.length) localStorage.setItem(RECENT, JSON.stringify({ owner, words: words.slice(0, RECENT_SHOWN) }));
    else localStorage.removeItem(RECENT);
  } catch {
    // Without storage nothing is remembered.
  }
}

function marked(title, marks) {
  const parts = [];
  let end = 0;
  // Places are counted in characters, of which some take two units here.
  const characters = Array.from(title);
  for (const [from, to] of marks) {
    parts.push(characters.slice(end, from).join(""));
    const mark = document.createElement("mark");
    mark.textContent = characters.slice(from, to).join("");
    parts.push(mark);
    end = to;
  }
  parts.push(characters.slice(end).join(""));
  return parts;
}

class Suggestions {
  constructor(form) {
    this.form = form;
    this.input = form.querySelector("input[type=search]");
    this.list = form.querySelector("[role=listbox]");
    this.status = form.querySelector("[data-offered-count]");
    this.chosen = -1;
    this.typed = this.input.value;
    this.asked = null;
    const { input } = this;
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", this.list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("input", (event) => {
      if (!event.isComposing) this.ask();
    });
    input.addEventListener("compositionend", () => this.ask());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    // Whoever comes back finds it closed.
    addEventListener("pagehide", () => this.close());
    // A tap on the list must not take the focus first.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  ask() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.fetch(), WAIT);
  }

  async fetch() {
    this.asked?.abort();
    this.typed = this.input.value.trim();
    if (!this.typed) {
      this.close();
      return;
    }
    this.asked = new AbortController();
    try {
      const address = `${this.form.dataset.suggests}?${new URLSearchParams({ q: this.typed })}`;
      const answer = await fetch(address, { signal: this.asked.signal, headers: { Accept: "application/json" } });
      if (answer.ok) this.show((await answer.json()).offered);
    } catch {
      // Another letter came first, or there is no network: the form can be sent all the same.
    }
  }

  show(offered) {
    this.chosen = -1;
    this.list.replaceChildren(
      ...offered.map((each, number) => {
        const option = document.createElement("li");
        option.className = "search-box__option";
        option.id = `search-offered-${number}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.address = each.address;
        const title = document.createElement("span");
        title.className = "search-box__option-title";
        title.append(...marked(each.title, each.marks));
        const kind = document.createElement("span");
        kind.className = "search-box__option-kind";
        kind.textContent = each.kind;
        option.append(title, kind);
        option.addEventListener("click", () => this.open(option));
        return option;
      }),
    );
    const some = offered.length > 0 && document.activeElement === this.input;
    this.list.hidden = !some;
    this.input.setAttribute("aria-expanded", String(some));
    this.input.removeAttribute("aria-activedescendant");
    this.status.textContent = some
      ? this.status.dataset.some.replace("[number]", offered.length)
      : this.status.dataset.none;
  }

  close() {
    clearTimeout(this.waiting);
    // What is still on its way must not open the list again.
    this.asked?.abort();
    this.list.hidden = true;
    this.chosen = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  open(option) {
    location.assign(option.dataset.address);
  }

  choose(number) {
    const { options } = this;
    // One place more than there are options: the box itself.
    this.chosen = ((number + 1 + options.length + 1) % (options.length + 1)) - 1;
    options.forEach((option, place) => option.setAttribute("aria-selected", String(place === this.chosen)));
    const option = options[this.chosen];
    if (option) {
      this.input.setAttribute("aria-activedescendant", option.id);
      option.scrollIntoView({ block: "nearest" });
    } else this.input.removeAttribute("aria-activedescendant");
  }

  press(event) {
    if (event.isComposing) return;
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (this.list.hidden) this.ask();
      else this.choose(this.chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && this.chosen >= 0) {
      event.preventDefault();
      this.open(this.options[this.chosen]);
    }
  }
}

function showRecent(area, owner) {
  const words = recentSearches(owner);
  const list = area.querySelector("[data-recent-list]");
  list.replaceChildren(
    ...words.map((each) => {
      const item = document.createElement("li");
      item.className = "chip";
      const link = document.createElement("a");
      link.className = "chip__link";
      link.href = `${form.getAttribute("action")}?${new URLSearchParams({ q: each })}`;
      link.textContent = each;
      item.append(link);
      return item;
    }),
  );
  area.hidden = words.length === 0;
}

if (form) {
  new Suggestions(form);
  const { owner } = form.dataset;
  const searched = form.querySelector("input[type=search]").value.trim();
  if (searched) keepRecent(owner, [searched, ...recentSearches(owner).filter((each) => each !== searched)]);
  const area = document.querySelector("[data-recent]");
  if (area) {
    showRecent(area, owner);
    area.querySelector("[data-forget-recent]").addEventListener("click", () => {
      keepRecent(owner, []);
      showRecent(area, owner);
      form.querySelector("input[type=search]").focus();
    });
  }
}

for (const narrowing of document.querySelectorAll("[data-narrowing]")) {
  narrowing.classList.add("narrowing--follows");
  narrowing.addEventListener("change", () => narrowing.requestSubmit());
}

// Whoever comes back reads these results: what was chosen or typed to go on from them is not said of them.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const narrowing of document.querySelectorAll("[data-narrowing]")) narrowing.reset();
  if (form?.querySelector("input[type=search]").defaultValue) form.reset();
});

// On a phone the kind that is shown may stand behind the edge of its row.
for (const current of document.querySelectorAll(".chips [aria-current]")) {
  const row = current.closest(".chips");
  const middle = (row.clientWidth - current.offsetWidth) / 2;
  row.scrollLeft += current.getBoundingClientRect().left - row.getBoundingClientRect().left - middle;
}
