// Counts what is ticked in [data-joint-submission], and lets whoever has read a whole page tick all of it at its end.
for (const form of document.querySelectorAll("[data-joint-submission]")) {
    const ticks = [...form.querySelectorAll("[data-tick]")];
    const everything = form.querySelector("[data-tick-all]");
    const count = form.querySelector("[data-count]");
    if (!ticks.length) continue;

    const say = () => {
        const ticked = ticks.filter((tick) => tick.checked).length;
        count.textContent = count.dataset.text.replace("{ticked}", ticked).replace("{here}", ticks.length);
        everything.querySelector("input").checked = ticked === ticks.length;
    };
    everything.hidden = false;
    everything.addEventListener("change", (event) => {
        for (const tick of ticks) tick.checked = event.target.checked;
    });
    form.addEventListener("change", say);
    // A browser that goes back fills in the ticks again.
    addEventListener("pageshow", say);
    say();
}
