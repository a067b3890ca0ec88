// Loads the page again while something goes on in the background: [data-reload] stands on it as long as it does.
const SECONDS = 3;
if (document.querySelector("[data-reload]")) setTimeout(() => location.reload(), SECONDS * 1000);
