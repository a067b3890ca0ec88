// Copies the address of the page, or the text of the field that `data-copy-from` names. The button is hidden until this
// runs, since it could do nothing without it.
"use strict";

const SHOWN_FOR = 2500;

function textOf(button) {
  const source = document.getElementById(button.dataset.copyFrom);
  return source ? source.value : (document.querySelector("link[rel=canonical]")?.href ?? location.href);
}

async function copy(text) {
  if (navigator.clipboard && isSecureContext) {
    await navigator.clipboard.writeText(text);
    return;
  }
  // Hospitals often serve the site inside the house without HTTPS, where the clipboard is closed to scripts.
  const field = document.createElement("textarea");
  field.value = text;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

for (const button of document.querySelectorAll("[data-copy-link]")) {
  const label = button.querySelector("[data-copy-label]");
  const words = label.textContent;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await copy(textOf(button));
    label.textContent = button.dataset.copied;
    setTimeout(() => {
      label.textContent = words;
    }, SHOWN_FOR);
  });
}
