// The photographs of a date: sent one after another, with how far it is. Without it the form sends them all at once.
"use strict";

const form = document.querySelector("[data-photos]");

async function send(photo) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  body.append("photos", photo, photo.name);
  const answer = await fetch(location.href, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok && answer.status !== 422) throw new Error(String(answer.status));
  return (await answer.json()).refusals;
}

function refuse(list, words) {
  const line = document.createElement("li");
  line.textContent = words;
  list.append(line);
  list.hidden = false;
}

async function sendAll(photos) {
  const [sending, refused] = ["[data-sending]", "[data-refused]"].map((each) => form.querySelector(each));
  const [bar, words] = ["[data-bar]", "[data-words]"].map((each) => form.querySelector(each));
  const button = form.querySelector("button");
  refused.replaceChildren();
  refused.hidden = true;
  sending.hidden = false;
  button.disabled = true;
  try {
    for (const [number, photo] of photos.entries()) {
      bar.value = (number * 100) / photos.length;
      words.textContent = form.dataset.label.replace("[done]", number).replace("[all]", photos.length);
      for (const sentence of await send(photo)) refuse(refused, sentence);
    }
    bar.value = 100;
  } catch {
    refuse(refused, form.dataset.failed);
  }
  button.disabled = false;
  sending.hidden = true;
  // What was refused stays to be read; the others are shown by the page as it is then.
  if (refused.hidden) location.reload();
  else form.reset();
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  sendAll([...form.elements.photos.files]);
});
