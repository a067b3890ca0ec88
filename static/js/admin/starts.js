// Starts Wagtail's widgets: each [data-start] names one and holds what it is given, as JSON. Inline scripts, which Wagtail
// would use, are not allowed here. Only what is named below can be started, whatever gets into a page.
const MADE = new Set([
    "Chooser",
    "DocumentChooser",
    "ImageChooser",
    "InlinePanel",
    "PageChooser",
    "SnippetChooser",
]);
const CALLED = new Set(["createTaskChooser", "initDateChooser", "initDateTimeChooser", "initTimeChooser"]);
const SELECTOR = "script[type='application/json'][data-start]:not([data-started])";

const start = (element) => {
    element.dataset.started = "";
    const name = element.dataset.start;
    const given = JSON.parse(element.textContent);
    if (MADE.has(name)) new window[name](...given);
    else if (CALLED.has(name)) window[name](...given);
};
const startWithin = (root) => {
    if (root.matches(SELECTOR)) start(root);
    root.querySelectorAll(SELECTOR).forEach(start);
};

startWithin(document.documentElement);
// Further forms of a panel, and what opens in a window over the page.
new MutationObserver((changes) => {
    for (const change of changes) {
        for (const node of change.addedNodes) {
            if (node.nodeType === Node.ELEMENT_NODE && node.isConnected) startWithin(node);
        }
    }
}).observe(document.documentElement, { childList: true, subtree: true });
