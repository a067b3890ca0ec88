"""What is looked for before something is submitted, shown to its author and to whoever approves it.

Others need `findings.findings_of(thing)`, `findings.draft_of(thing)` and `actions.acknowledge`. Nothing is imported
here, since the models of this room are loaded before the checks can be.
"""
