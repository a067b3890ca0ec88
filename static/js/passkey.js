// Says in words that a device has not vouched for somebody: cancelled, too late, or not possible in this browser.
"use strict";

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  document.querySelector("[data-passkey-trouble]").hidden = false;
});
