"""The whole site on one machine with one command: database, web server and job worker, started and stopped together."""
