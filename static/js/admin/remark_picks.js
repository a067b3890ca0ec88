// Puts a common remark into the text field beside it: [data-remark-picks] holds buttons with data-remark.
for (const picks of document.querySelectorAll("[data-remark-picks]")) {
    const field = picks.closest("form").querySelector("textarea");
    picks.hidden = false;
    picks.addEventListener("click", (event) => {
        const pick = event.target.closest("[data-remark]");
        if (!pick) return;
        const written = field.value.trim();
        if (!written.includes(pick.dataset.remark)) {
            field.value = written ? `${written}\n${pick.dataset.remark}` : pick.dataset.remark;
        }
        field.focus();
    });
}
