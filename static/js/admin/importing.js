/* Sends chosen files one by one, so that a large one cannot time out with the others, and says how far it is.
   Without this script the form sends them all at once. */
(() => {
    const form = document.querySelector("[data-import]");
    if (!form) return;
    const input = form.querySelector("input[type=file]");
    const status = form.querySelector("[data-import-status]");
    const progress = form.querySelector("[data-import-progress]");
    const button = form.querySelector("button[type=submit]");
    const say = (text, values = {}) => {
        status.textContent = text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
    };

    const send = async (file, batch) => {
        const data = new FormData();
        data.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
        if (batch) data.append("batch", batch);
        if (file.size > Number(form.dataset.maxBytes)) data.append("unsent", file.name);
        else data.append("files", file, file.name);
        const response = await fetch(form.action, {
            method: "POST",
            body: data,
            headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
        });
        return response.json();
    };

    const sendAll = async (files) => {
        let answer = {};
        for (const [index, file] of files.entries()) {
            say(form.dataset.textReading, { number: index + 1, count: files.length, name: file.name });
            progress.value = index;
            answer = await send(file, answer.batch);
        }
        window.location.assign(answer.address);
    };

    input.addEventListener("change", () => say(form.dataset.textChosen, { count: input.files.length }));

    form.addEventListener("submit", (event) => {
        event.preventDefault();
        const files = [...input.files];
        if (files.length > Number(form.dataset.maxFiles)) {
            say(form.dataset.textTooMany);
            return;
        }
        progress.max = files.length;
        progress.hidden = false;
        button.disabled = true;
        sendAll(files).catch(() => {
            say(form.dataset.textFailed);
            progress.hidden = true;
            button.disabled = false;
        });
    });

    for (const name of ["dragenter", "dragover"]) {
        input.addEventListener(name, () => form.classList.add("importing__upload--over"));
    }
    for (const name of ["dragleave", "drop"]) {
        input.addEventListener(name, () => form.classList.remove("importing__upload--over"));
    }
})();
