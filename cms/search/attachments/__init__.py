"""The text of documents, taken out for the search: in the background, in a process of its own, with bounds."""
