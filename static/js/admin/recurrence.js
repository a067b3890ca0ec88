// The form of an activity: shows what the chosen pattern asks for, and the dates that come of it while one writes.
// [data-asked-for] names the patterns that a field is for, [data-ends] the ending, [data-next-dates] who answers.
const PAUSE_MILLISECONDS = 400;

const begin = (place) => {
    const form = place.closest("form");
    let waiting = null;
    let asked = 0;

    const showWhatIsAskedFor = () => {
        const pattern = form.elements.pattern?.value;
        const ends = form.elements.ends?.value;
        for (const field of form.querySelectorAll("[data-asked-for]")) {
            const isAskedFor = field.dataset.askedFor.split(" ").includes(pattern);
            field.hidden = !isAskedFor || ("ends" in field.dataset && field.dataset.ends !== ends);
        }
    };

    const showDates = async () => {
        asked += 1;
        const mine = asked;
        let answer = null;
        try {
            const response = await fetch(place.dataset.nextDates, { method: "POST", body: new FormData(form) });
            if (response.ok) answer = await response.text();
        } catch {
            // Offline: said below.
        }
        // An older answer may come after a newer one.
        if (mine !== asked) return;
        if (answer === null) {
            const failed = document.createElement("p");
            failed.textContent = place.dataset.failed;
            place.replaceChildren(failed);
            return;
        }
        place.innerHTML = answer;
    };

    const soon = () => {
        clearTimeout(waiting);
        waiting = setTimeout(showDates, PAUSE_MILLISECONDS);
    };
    const changed = () => {
        showWhatIsAskedFor();
        soon();
    };

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    // A row of single dates that is taken away is a hidden field and a button.
    form.addEventListener("click", (event) => {
        if (event.target.closest("button")) soon();
    });
    // Wagtail's choosers of dates set their field by script, and say so to nobody else.
    form.addEventListener("focusout", soon);
    showWhatIsAskedFor();
    showDates();
};

const beginAll = () => document.querySelectorAll("[data-next-dates]").forEach(begin);
if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", beginAll);
else beginAll();
