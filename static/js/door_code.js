// The screen at the door: fetches the next code when the one that it shows is over, and who is here by now. A code that
// may be an old one is not left standing.
"use strict";

const LOOK_AFTER = 10000;
const TRY_AGAIN_AFTER = 3000;
const PATIENCE = 8000;
const A_MOMENT = 200;

const shown = document.querySelector("[data-door]");
const trouble = document.querySelector("[data-door-trouble]");

function lookLater() {
  const left = Number(shown.querySelector("[data-milliseconds]")?.dataset.milliseconds ?? LOOK_AFTER);
  setTimeout(look, Math.min(left + A_MOMENT, LOOK_AFTER));
}

async function look() {
  try {
    const response = await fetch(shown.dataset.door, { signal: AbortSignal.timeout(PATIENCE) });
    if (!response.ok || response.redirected) {
      throw new Error(response.statusText);
    }
    shown.innerHTML = await response.text();
    shown.hidden = false;
    trouble.hidden = true;
    lookLater();
  } catch {
    shown.hidden = true;
    trouble.hidden = false;
    setTimeout(look, TRY_AGAIN_AFTER);
  }
}

if (shown) {
  lookLater();
}
