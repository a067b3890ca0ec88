// Wagtail's editor saves by itself. Whoever submits in that moment would send the form to where it was before: a second
// page with the same address, or a version that is no longer the newest. So what is sent waits until the saving is done.
const PATIENCE_MILLISECONDS = 15_000;
const saving = new Set();
const waiting = new Map();

document.addEventListener("w-autosave:save", ({ target: form }) => saving.add(form));
for (const ended of ["w-autosave:success", "w-autosave:error"]) {
    document.addEventListener(ended, ({ target: form }) => goOn(form));
}

document.addEventListener("submit", (event) => {
    const form = event.target;
    if (waiting.has(form) || saving.has(form)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        if (waiting.has(form)) return;
        const submitter = event.submitter;
        waiting.set(form, { submitter, overdue: setTimeout(() => goOn(form), PATIENCE_MILLISECONDS) });
    }
    // What is sent now holds everything: no further saving may overtake it.
    if ("wAutosaveIntervalValue" in form.dataset) form.dataset.wAutosaveActiveValue = "false";
}, { capture: true });

function goOn(form) {
    saving.delete(form);
    const sent = waiting.get(form);
    if (!sent) return;
    waiting.delete(form);
    clearTimeout(sent.overdue);
    // Wagtail's buttons switch themselves off when pressed, and a button that is off is not sent along.
    const wasOff = sent.submitter?.disabled;
    if (wasOff) sent.submitter.disabled = false;
    form.requestSubmit(sent.submitter);
    if (wasOff) sent.submitter.disabled = true;
}
