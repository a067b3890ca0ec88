// The page of a date: the button that opens by itself, and what is said when no answer comes. Without it the page works
// too: the button says when it opens, and forms are sent as forms are.
"use strict";

const area = document.getElementById("act");
const SECOND = 1000;
const CLOSE_TO_IT = 100;
let ticking = 0;

// How far the clock of this device is ahead of the server's. The page was on its way for a moment, so the button opens
// that much too late, and never too early.
function lead(button) {
  button.dataset.lead ??= String(Date.now() - Number(button.dataset.now) * SECOND);
  return Number(button.dataset.lead);
}

function twoDigits(number) {
  return String(number).padStart(2, "0");
}

function inWords(seconds) {
  const hours = Math.floor(seconds / 3600);
  const rest = `${twoDigits(Math.floor((seconds % 3600) / 60))}:${twoDigits(seconds % 60)}`;
  return hours ? `${hours}:${rest}` : rest;
}

function tick() {
  clearTimeout(ticking);
  const button = area.querySelector("[data-opens-at]");
  if (!button) return;
  const left = Number(button.dataset.opensAt) * SECOND - (Date.now() - lead(button));
  const label = button.querySelector("[data-countdown-label]");
  if (left <= 0) {
    button.disabled = false;
    label.textContent = button.dataset.openLabel;
    button.removeAttribute("data-opens-at");
    return;
  }
  if (left < 24 * 3600 * SECOND) {
    label.textContent = button.dataset.waitingLabel.replace("[time]", inWords(Math.ceil(left / SECOND)));
  }
  ticking = setTimeout(tick, left < SECOND ? CLOSE_TO_IT : Math.min(left % SECOND || SECOND, SECOND));
}

function sayThatItFailed(form) {
  form.querySelector(".act__failed")?.remove();
  const words = document.createElement("p");
  words.className = "callout callout--error act__failed";
  words.setAttribute("role", "alert");
  words.textContent = area.dataset.failed;
  form.prepend(words);
}

if (area) {
  tick();
  // A phone that slept has stood still, and a page out of the browser's memory shows what was.
  document.addEventListener("visibilitychange", tick);
  area.addEventListener("htmx:afterSwap", () => {
    tick();
    area.querySelector("[data-act-heading]")?.focus({ preventScroll: false });
  });
  for (const failure of ["htmx:sendError", "htmx:timeout", "htmx:responseError"]) {
    area.addEventListener(failure, (event) => sayThatItFailed(event.target.closest("form") ?? area));
  }
}
