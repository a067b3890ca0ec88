// Shows the pictures of a gallery large and in place: arrow keys, swipes and buttons turn, Escape closes.
// Without it each picture is a link to the large one.
"use strict";

const SWIPE = 40;

function button(name, label, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `lightbox__button lightbox__button--${name}`;
  made.setAttribute("aria-label", label);
  made.addEventListener("click", act);
  return made;
}

function openable(gallery) {
  const links = [...gallery.querySelectorAll("[data-lightbox-item]")];
  const labels = gallery.dataset;
  let shown = 0;
  let touchedAt = null;

  const dialog = document.createElement("dialog");
  dialog.className = "lightbox";
  dialog.setAttribute("aria-label", labels.labelDialog);
  const figure = document.createElement("figure");
  figure.className = "lightbox__figure";
  const picture = document.createElement("img");
  picture.className = "lightbox__picture";
  const caption = document.createElement("figcaption");
  caption.className = "lightbox__caption";
  const count = document.createElement("p");
  count.className = "lightbox__count";
  count.setAttribute("aria-live", "polite");
  figure.append(picture, caption);

  function show(index) {
    shown = (index + links.length) % links.length;
    const link = links[shown];
    picture.src = link.href;
    picture.alt = link.querySelector("img")?.alt ?? "";
    caption.textContent = link.closest("figure")?.querySelector("figcaption")?.textContent ?? "";
    count.textContent = `${shown + 1} / ${links.length}`;
  }

  dialog.append(
    count,
    figure,
    button("previous", labels.labelPrevious, () => show(shown - 1)),
    button("next", labels.labelNext, () => show(shown + 1)),
    button("close", labels.labelClose, () => dialog.close()),
  );
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "ArrowLeft") show(shown - 1);
    if (event.key === "ArrowRight") show(shown + 1);
  });
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target === figure) dialog.close();
  });
  dialog.addEventListener("touchstart", (event) => {
    touchedAt = event.touches.length === 1 ? event.touches[0].clientX : null;
  }, { passive: true });
  dialog.addEventListener("touchend", (event) => {
    if (touchedAt === null) return;
    const moved = event.changedTouches[0].clientX - touchedAt;
    touchedAt = null;
    if (Math.abs(moved) > SWIPE) show(shown + (moved < 0 ? 1 : -1));
  });
  dialog.addEventListener("close", () => links[shown].focus());

  document.body.append(dialog);
  links.forEach((link, index) => {
    link.addEventListener("click", (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      show(index);
      dialog.showModal();
    });
  });
}

if (typeof HTMLDialogElement === "function") {
  document.querySelectorAll("[data-lightbox]").forEach(openable);
}
