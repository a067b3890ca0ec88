// Puts the number and the code from a slip's QR code into the form. They stand behind # in the address, which browsers
// send to no server, and leave the address bar and the history once they are read.
"use strict";

const SLIP = /^#([A-Za-z0-9]{1,20})\.([0-9A-Za-z]{12})$/;
const slip = SLIP.exec(location.hash);

if (slip) {
  const [, number, code] = slip;
  const form = document.querySelector("form:has([name=code])");
  form.elements.number.value = number;
  form.elements.code.value = code.match(/.{4}/g).join(" ");
  form.querySelector("[type=submit]").focus();
  history.replaceState(null, "", location.pathname);
}
